/** `"true"` in development: compiles the demo's conveniences in. Production bundles do not contain them. */
declare const VITRINE_DEMO: "true" | "false";
