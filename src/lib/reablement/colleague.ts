import type { TeamCode } from './team.ts'
import type { Qualification } from './tiers.ts'

export const roles = ['colleague', 'manager', 'administrator', 'screen'] as const
export type Role = (typeof roles)[number]

/** Somebody who works here or for a partner, as every part of Perch knows them. */
export interface Colleague {
  id: string
  name: string
  /** "Occupational therapist" */
  jobTitle: string
  team: TeamCode
  role: Role
  /** What they may ask for outright; the server reads it anew at every act. */
  qualification?: Qualification | null
}

/** "Priya Shah" → "PS" */
export function initials(name: string): string {
  return name
    .split(/\s+/)
    .map((part) => part[0] ?? '')
    .filter((letter, index, all) => index === 0 || index === all.length - 1)
    .join('')
    .toUpperCase()
}

/** "Priya Shah" → "Priya S" */
export function shortName(name: string): string {
  const [first = '', ...rest] = name.split(/\s+/)
  const last = rest.at(-1)
  return last ? `${first} ${last[0] ?? ''}` : first
}
