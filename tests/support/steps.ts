import type { Socket } from 'socket.io-client'
import type { Colleague } from '#lib/reablement/colleague.ts'
import type { Steering } from '#lib/reablement/huddle.ts'
import type { Marks } from '#lib/reablement/marks.ts'
import { nextPerson } from '#lib/server/huddles/move.ts'
import { startHuddle } from '#lib/server/huddles/start-huddle.ts'
import type { TestDesk } from './builders.ts'
import { command } from './signed-in.ts'

const isBefore = ({ step }: Steering) => step === 'here' || step === 'promises' || step === 'silence'

/** Starts a huddle and presses → until its people’s turns begin. */
export async function startAtPeople(
  desk: TestDesk,
  who: Colleague,
  input: { huddle: string },
  marks: ReadonlyMap<string, Marks>,
  here: readonly string[] = [],
): Promise<Steering> {
  let steering = await startHuddle(desk, who, input, marks, here)
  while (isBefore(steering) && steering.step) {
    steering = await nextPerson(desk, who, { ...input, from: null, step: steering.step }, here)
  }
  return steering
}

/** The same by commands, as a screen does. */
export async function commandToPeople(socket: Socket, huddle: string): Promise<Steering> {
  let answer = await command(socket, 'start huddle', { huddle })
  for (;;) {
    if (!answer.ok) throw new Error(answer.problem.words)
    const steering = answer.value as Steering
    if (!isBefore(steering) || !steering.step) return steering
    answer = await command(socket, 'next person', { huddle, from: null, step: steering.step })
  }
}
