import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Steering } from '#lib/reablement/huddle.ts'
import { personSeconds, wholeSeconds } from '#lib/reablement/meeting-time.ts'
import { mondayMorning, pause, Perch } from '../support/perch.ts'
import { command, SignedIn } from '../support/signed-in.ts'
import { commandToPeople } from '../support/steps.ts'

let perch: Perch
/** Before the first start: counted from there, a server started again is never behind the one that was killed. */
let begun: number
beforeEach(async () => {
  begun = performance.now()
  perch = await Perch.start()
})
afterEach(() => perch.remove())

/** The server's clock as it must be, however often it was started: a watch on the wall. */
const wall = () => new Date(Date.parse(mondayMorning) + performance.now() - begun)

const bothSignedIn = () =>
  Promise.all([
    SignedIn.as(perch, 'priya.shah@perch.example'),
    SignedIn.as(perch, 'imran.qureshi@perch.example'),
  ])
/** What a screen is greeted with, and its clocks then, in seconds. */
async function greeted(who: SignedIn) {
  const { socket, hello } = await who.live()
  const { steering, now } = hello
  const at = Date.parse(now)
  return { socket, steering, at, person: personSeconds(steering, at), whole: wholeSeconds(steering, at) }
}
const place = ({ huddle, chair, current, currentSince, pausedAt, pausedSeconds }: Steering) => {
  return { huddle, chair, current, currentSince, pausedAt, pausedSeconds }
}

test('killed in the middle of a turn: the same person, the same chair, the same clocks', async () => {
  const [priya, imran] = await bothSignedIn()
  const { socket, steering } = await greeted(priya)
  const { huddle } = steering
  const first = (await commandToPeople(socket, huddle)).current
  await pause(2_000)
  await command(socket, 'next person', { huddle, from: first })
  await pause(3_000)
  const before = await greeted(imran)
  expect(before.person).toBeGreaterThanOrEqual(2)
  await perch.kill()
  const killed = wall()
  await perch.run({ now: killed.toISOString() })
  const after = await Promise.all([priya, imran].map(greeted))
  for (const screen of after) {
    expect(place(screen.steering)).toEqual(place(before.steering))
    // Neither begun anew nor ahead; a slow start leaves the server’s clock behind ours, which is no fault of it.
    expect(screen.at).toBeGreaterThanOrEqual(killed.getTime())
    expect(screen.at).toBeLessThanOrEqual(wall().getTime())
    // The clocks went on meanwhile: by as much as the time that passed, give or take the second they are rounded to.
    const passed = (screen.at - before.at) / 1000
    expect(Math.abs(screen.person - before.person - passed)).toBeLessThanOrEqual(1)
    expect(Math.abs(screen.whole - before.whole - passed)).toBeLessThanOrEqual(1)
  }
  for (const each of [{ socket }, before, ...after]) each.socket.disconnect()
})

test('killed in a pause it stands where it stood', async () => {
  const [priya, imran] = await bothSignedIn()
  const { socket, steering } = await greeted(priya)
  const { huddle } = steering
  await commandToPeople(socket, huddle)
  await pause(2_000)
  await command(socket, 'pause huddle', { huddle })
  const before = await greeted(imran)
  await pause(1_000)
  await perch.kill()
  await perch.run({ now: wall().toISOString() })
  const after = await greeted(imran)
  expect(place(after.steering)).toEqual(place(before.steering))
  expect([after.person, after.whole]).toEqual([before.person, before.whole])
  for (const each of [{ socket }, before, after]) each.socket.disconnect()
})
