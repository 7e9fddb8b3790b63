import { z } from 'zod'

const id = z.string().min(1).max(40)

/** The same shapes as the wire's commands; parts of the server do not import the wire for them. */
export const huddleInput = z.object({ huddle: id })
export const moveInput = z.object({ huddle: id, from: z.nullable(id) })
export const markInput = z.object({ huddle: id, from: id })
export const goInput = z.object({ huddle: id, to: id })

export type HuddleInput = z.infer<typeof huddleInput>
export type MoveInput = z.infer<typeof moveInput>
export type MarkInput = z.infer<typeof markInput>
export type GoInput = z.infer<typeof goInput>
