import { holdsKeySafeCode } from '../../reablement/key-safe.ts'
import { Problem } from '../../reablement/problem.ts'

/** @throws Problem 'key-safe-code' when the text holds one. */
export function refuseKeySafeCode(text: string | undefined, field: string): void {
  if (text && holdsKeySafeCode(text)) throw new Problem('key-safe-code', { field })
}
