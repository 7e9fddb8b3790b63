import type { PairedFor } from '#lib/reablement/screen-code.ts'

/** A form that was refused: why, at which field, and what was typed. */
export interface Refused {
  problem: string
  field: string | null
  typed: Partial<Record<string, string>>
}

/** How long a screen may be paired, in words. */
export const pairedForShown: Record<PairedFor, { words: string; about: string }> = {
  today: { words: 'Until this evening', about: 'until 18:00' },
  '1 week': { words: 'One week', about: 'a room borrowed for some days' },
  '12 weeks': { words: 'Twelve weeks', about: 'the team’s own meeting room' },
}
