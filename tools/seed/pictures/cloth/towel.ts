import type { DrawForm } from "../form.ts";

export const towel: DrawForm = () => ({ measured: { left: 300, right: 500, top: 400, bottom: 800 }, focus: [400, 500] });
