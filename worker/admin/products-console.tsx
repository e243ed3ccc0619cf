/** `/admin/products`: the catalogue in the console, behind the guard of its routes. Every form works without script. */
import { type Context, Hono } from "hono";
import type { JSX } from "hono/jsx/jsx-runtime";
import { tryDecodeURIComponent } from "hono/utils/url";
import * as v from "valibot";
import type { FieldError } from "#contract/problem";
import { type ProductDetail, ProductFilter } from "#contract/products";
import { type Actor, mayAs } from "./admin.ts";
import { NEVER_STORED, refuseMethod } from "./answers.ts";
import { readEdit, touchedIn } from "./console/product-input.ts";
import { ProductListPanel } from "./console/product-list.tsx";
import { ProductPanels } from "./console/product-page.tsx";
import type { AdminDeps } from "./deps.ts";
import { type AdminEnv, refuseBelow } from "./guard.ts";
import { editProduct, findProduct, findProducts } from "./products.ts";
import { readForm } from "./read-form.ts";
import { showPage } from "./show-console.tsx";

type Call = Context<AdminEnv>;

export function productsConsole(deps: AdminDeps): Hono<AdminEnv> {
  const pages = new Hono<AdminEnv>({ strict: false });
  pages.get("/", (c) => showList(c, deps));
  pages.all("/", refuseMethod("GET", "HEAD"));
  pages.get("/:id{.+}", (c) => showProduct(c.var.actor, c.req.param("id"), deps));
  pages.post("/:id{.+}", (c) => postEdit(c, c.req.param("id"), deps));
  pages.all("/:id{.+}", refuseMethod("GET", "HEAD", "POST"));
  return pages;
}

async function showList(c: Call, deps: AdminDeps): Promise<Response> {
  const [text, after] = [c.req.query("text")?.trim().slice(0, 100) ?? "", c.req.query("after") ?? ""];
  const asked = v.safeParse(ProductFilter, c.req.query("filter"));
  const filter = asked.success ? asked.output : "all";
  const found = await findProducts(new URLSearchParams({ text, filter, after }), deps);
  const list = found.kind === "told" ? found.value : sentences(found.errors);
  const panel = <ProductListPanel text={text} filter={filter} list={list} now={deps.now()} />;
  return answerPage(c.var.actor, deps, "Products", panel, found.kind === "told" ? 200 : found.status);
}

interface Again {
  readonly errors: readonly FieldError[];
  readonly typed: URLSearchParams;
  readonly status: number;
}

/** What was typed before the session ended, of the version that was looked at. */
export function showTypedProduct(actor: Actor, typed: URLSearchParams, deps: AdminDeps, path: string): Promise<Response> {
  return showProduct(actor, tryDecodeURIComponent(path.slice("/admin/products/".length)), deps, { errors: [], typed, status: 200 });
}

async function showProduct(actor: Actor, id: string, deps: AdminDeps, again?: Again): Promise<Response> {
  const found = await findProduct(id, deps);
  if (found.kind === "refused") {
    const words = (
      <section class="is-wide">
        <h1 class="type-panel">{id}</h1>
        <p class="message">{sentences(found.errors)}</p>
      </section>
    );
    return answerPage(actor, deps, "Products", words, found.status);
  }
  const order = { by: "surrogate-key", values: [`product:${found.value.id}`], mode: "soft" } as const;
  const shown = await deps.dryRun(order).catch(() => undefined);
  const { errors = [], typed, status = 200 } = again ?? {};
  const mayEdit = mayAs(actor.role, "operator");
  const state = { product: found.value, shown, errors, typed, mayEdit, actor: actor.name, now: deps.now() };
  const panels = <ProductPanels {...state} />;
  return answerPage(actor, deps, titleOf(found.value), panels, status);
}

async function postEdit(c: Call, id: string, deps: AdminDeps): Promise<Response> {
  const refusal = refuseBelow(c, "operator");
  if (refusal) return refusal;
  const { actor } = c.var;
  const typed = await readForm(c.req.arrayBuffer());
  const found = await findProduct(id, deps);
  if (found.kind === "refused") return showProduct(actor, id, deps);
  const touched = touchedIn(typed);
  const read = readEdit(touched, found.value);
  if (!read.ok) return showProduct(actor, id, deps, { errors: read.errors, typed, status: 422 });
  const edited = await editProduct(id, read.edit, actor.name, deps);
  if (edited.kind === "refused") {
    // Who is told that it changed looks at it as it is by then, with what was typed in its place.
    touched.delete("version");
    return showProduct(actor, id, deps, { ...edited, typed: edited.status === 409 ? touched : typed });
  }
  deps.log("product-edited", { actor: actor.name, product: id, version: edited.value.version });
  return new Response(null, { status: 303, headers: { ...NEVER_STORED, Location: `/admin/products/${id}#edits` } });
}

function answerPage(actor: Actor, deps: AdminDeps, title: string, panels: JSX.Element, status: number): Promise<Response> {
  return showPage(actor, deps, { path: "/admin/products", title, content: Promise.resolve(panels), status });
}

const sentences = (errors: readonly FieldError[]): string => errors.map(({ because }) => because).join(" ");
const titleOf = ({ titles, id }: ProductDetail): string => titles.en ?? id;
