import type { FieldError } from "#contract/problem";
import type { Failure } from "../problem/failure.ts";
import { problemOf } from "../problem/to-problem.ts";

/** A failure as a form shows it: what is wrong with which field, and the status of the page that says so. */
export function complaintsOf(failure: Failure): [errors: readonly FieldError[], status: number] {
  const { errors, detail, title, status } = problemOf(failure);
  return [errors ?? [{ field: "", because: detail ?? title }], status];
}
