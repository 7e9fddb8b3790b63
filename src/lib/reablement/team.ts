import { z } from 'zod/mini'

/** The six teams a new service starts with. An administrator can add more. [seed] */
export const startingTeams = [
  { code: 'OT', name: 'Occupational therapy', short: 'Therapy' },
  { code: 'CT', name: 'Care technology', short: 'Care tech' },
  { code: 'MA', name: 'Minor adaptations', short: 'Adaptations' },
  { code: 'SW', name: 'Social work', short: 'Social work' },
  { code: 'NT', name: 'Nursing and therapy', short: 'Nursing' },
  { code: 'RP', name: 'Reablement provider', short: 'Reablement' },
] as const

/** Two capital letters. */
export const teamCode = z.string().check(z.regex(/^[A-Z]{2}$/))
export type TeamCode = z.infer<typeof teamCode>

export interface Team {
  code: TeamCode
  name: string
  /** What fits in the board's left rail. */
  short: string
}
