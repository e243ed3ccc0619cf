import { toJsonSchema } from "@valibot/to-json-schema";
import type * as v from "valibot";
import { RESOURCES, type Resource } from "./resources.ts";

type Json = Readonly<Record<string, unknown>>;

/** The description of this API, made of the schemas that check it. OpenAPI 3.1. */
export function openApi(): Json {
  return {
    openapi: "3.1.0",
    info: { title: "Vitrine origin", version: "1", description: "What the edge asks. Reached by service binding, not from the internet." },
    paths: RESOURCES.reduce<Record<string, Record<string, unknown>>>((paths, resource) => {
      paths[resource.path] = { ...paths[resource.path], [resource.method]: operation(resource) };
      return paths;
    }, {}),
  };
}

function operation({ summary, path, query, body, answer, mediaType = "application/json", failures }: Resource): Json {
  const refused = Object.fromEntries([...failures, 500].map((status) => [status, problem]));
  return {
    summary,
    parameters: [...inPath(path), ...inQuery(query)],
    ...(body && { requestBody: { required: true, content: { "application/json": { schema: schema(body, "input") } } } }),
    responses: { 200: { description: "As asked", content: { [mediaType]: { schema: schema(answer, "output") } } }, ...refused },
  };
}

const problem = {
  description: "Problem details (RFC 9457)",
  content: { "application/problem+json": { schema: { type: "object", required: ["type", "title", "status"] } } },
};

const inPath = (path: string): Json[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: "path", required: true, schema: { type: "string" } }));

function inQuery(query: Resource["query"]): Json[] {
  if (!query) return [];
  const { properties = {}, required = [] } = schema(query, "input") as { properties?: Json; required?: string[] };
  return Object.entries(properties).map(([name, of]) => ({ name, in: "query", required: required.includes(name), schema: of }));
}

function schema(of: v.GenericSchema, typeMode: "input" | "output"): Json {
  const { $schema, ...rest } = toJsonSchema(of, { typeMode, errorMode: "ignore" });
  return rest;
}
