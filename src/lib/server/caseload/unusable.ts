import { Problem } from '../../reablement/problem.ts'

/** A file as a whole cannot be used; `detail` says in words why, and what to do. */
export function unusable(detail: string): Problem {
  return new Problem('unusable-file', { field: 'file', detail })
}
