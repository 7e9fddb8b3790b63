import { Problem } from '#lib/reablement/problem.ts'

/** Why these words may not be kept, or null. Fetches the rule when it is first asked: the board opens without it. */
export async function codeRefusal(words: string): Promise<string | null> {
  if (!/\d/.test(words)) {
    // Codes written out in words are rare and the server knows them too; most lines hold no digit at all.
    if (!/safe|code|lock|pin/i.test(words)) return null
  }
  const { holdsKeySafeCode } = await import('#lib/reablement/key-safe.ts')
  return holdsKeySafeCode(words) ? new Problem('key-safe-code').message : null
}
