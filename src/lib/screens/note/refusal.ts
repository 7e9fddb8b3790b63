import { holdsKeySafeCode } from '#lib/reablement/key-safe.ts'
import { Problem } from '#lib/reablement/problem.ts'

/** Why these words may not be kept, or null. */
export function codeRefusal(words: string): string | null {
  return holdsKeySafeCode(words) ? new Problem('key-safe-code').message : null
}
