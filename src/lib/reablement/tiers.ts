import { z } from 'zod/mini'
import type { Tier } from './catalogue.ts'

/** What a colleague is trained to ask for; what an administrator says of them. */
export const qualifications = [
  'assistant',
  'trusted assessor',
  'nurse',
  'physio',
  'OT',
  'senior OT',
  'care technology',
  'other',
] as const
export type Qualification = (typeof qualifications)[number]

/** What an administrator sends; null: nobody has said. */
export const setQualificationInput = z.object({
  colleague: z.string().check(z.minLength(1), z.maxLength(40)),
  qualification: z.nullable(z.enum(qualifications, 'Choose one of the qualifications in the list.')),
})
export type SetQualificationInput = z.infer<typeof setQualificationInput>

/**
 * [seed] "P0 anyone; P1 trusted assessor, OT, physio, nurse; P2 OT or physio; P3 OT with sign-off by a senior; CT care
 * technology". A senior needs nobody's sign-off but their own. [choice]
 */
const outright: Record<Tier, readonly Qualification[] | 'anyone'> = {
  P0: 'anyone',
  P1: ['trusted assessor', 'nurse', 'physio', 'OT', 'senior OT'],
  P2: ['physio', 'OT', 'senior OT'],
  P3: ['senior OT'],
  CT: ['care technology'],
}

/** Whether somebody may ask for an item of a tier so that it is agreed at once; anybody else sends it for sign-off. */
export function mayAskFor(tier: Tier, qualification: Qualification | null): boolean {
  const those = outright[tier]
  return those === 'anyone' || (qualification !== null && those.includes(qualification))
}

/** Whether somebody may sign off what another asked for: whoever may ask for it outright. [choice] */
export function maySignOff(tier: Tier, qualification: Qualification | null): boolean {
  return mayAskFor(tier, qualification)
}

/** Who signs an item of a tier off, in a sentence: 'an OT or physio'. */
export const signers: Record<Tier, string> = {
  P0: 'anyone',
  P1: 'a trusted assessor, OT, physio or nurse',
  P2: 'an OT or physio',
  P3: 'a senior OT',
  CT: 'care technology',
}

/** 'waits for sign-off by an OT or physio' */
export function sayWaits(tier: Tier | null | undefined): string {
  return tier ? `waits for sign-off by ${signers[tier]}` : 'waits for sign-off'
}
