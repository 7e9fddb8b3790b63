import { holdsKeySafeCode } from '../../reablement/key-safe.ts'
import { Problem } from '../../reablement/problem.ts'

/** [law: codes never enter the record] @throws Problem 'key-safe-code' when the reason holds one. */
export function refuseCode(why: string): void {
  if (holdsKeySafeCode(why)) throw new Problem('key-safe-code', { field: 'why' })
}
