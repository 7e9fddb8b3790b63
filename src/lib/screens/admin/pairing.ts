import type { PairedFor } from '#lib/reablement/screen-code.ts'

/** A form that was refused: why, at which field, and what was typed. */
export interface Refused {
  problem: string
  field: string | null
  typed: Partial<Record<string, string>>
}

/** How long a screen may be paired, in words. */
export const pairedForShown: Record<PairedFor, { words: string; about: string }> = {
  today: { words: 'Today', about: 'until 18:00' },
  '1 week': { words: 'One week', about: 'a borrowed room' },
  '12 weeks': { words: 'Twelve weeks', about: 'the team’s own room' },
}
