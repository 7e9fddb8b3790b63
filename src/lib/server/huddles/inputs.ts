import { z } from 'zod'
import { attendanceWords, huddleSteps } from '../../reablement/huddle.ts'
import { teamCode } from '../../reablement/team.ts'

const id = z.string().min(1).max(40)

/** The same shapes as the wire's commands; parts of the server do not import the wire for them. */
export const huddleInput = z.object({ huddle: id })
/** `step` left out: the people, or with nobody's turn the read-back. */
export const moveInput = z.object({ huddle: id, from: z.nullable(id), step: z.enum(huddleSteps).optional() })
export const markInput = z.object({ huddle: id, from: id })
export const sayHereInput = z.object({
  ...{ huddle: id, colleague: id },
  mode: z.nullable(z.enum(attendanceWords)),
})
export const goInput = z.object({ huddle: id, to: id })
export const lookInput = z.object({ huddle: id, episode: id, as: z.nullable(z.enum(['no change', 'now'])) })
const words = (longest: number) => z.string().trim().max(longest)
export const parkInput = z.object({
  ...{ huddle: id, from: id, owner: id, action: id },
  about: words(80).optional(),
})
export const addInput = z.object({
  ...{ huddle: id, episode: id },
  why: words(200).min(1, 'Say in a few words why.'),
})
export const takeOffInput = z.object({ huddle: id, episode: id })
export const carryOverInput = z.object({ huddle: id, back: z.boolean().optional() })
export const teamInput = z.object({ huddle: id, team: teamCode })
export const photoInput = z.object({ huddle: id, raised: id, show: z.boolean() })
export const moveOnAgendaInput = z.object({ huddle: id, episode: id, before: z.nullable(id) })

export type HuddleInput = z.infer<typeof huddleInput>
export type MoveInput = z.infer<typeof moveInput>
export type SayHereInput = z.infer<typeof sayHereInput>
export type MarkInput = z.infer<typeof markInput>
export type GoInput = z.infer<typeof goInput>
export type LookInput = z.infer<typeof lookInput>
export type ParkInput = z.infer<typeof parkInput>
export type AddInput = z.infer<typeof addInput>
export type TakeOffInput = z.infer<typeof takeOffInput>
export type CarryOverInput = z.infer<typeof carryOverInput>
export type TeamInput = z.infer<typeof teamInput>
export type PhotoInput = z.infer<typeof photoInput>
export type MoveOnAgendaInput = z.infer<typeof moveOnAgendaInput>
