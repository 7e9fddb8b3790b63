import { setTimeout as wait } from 'node:timers/promises'
import * as fc from 'fast-check'
import { episodes } from '../support/page-service.ts'
import type { PageService } from '../support/page-service.ts'
import { ModelClient } from './convergence-client.ts'
import type { Ledger } from './convergence-client.ts'

/** One step of a meeting: whose, what (in percent), and two numbers that say where and how much. */
export type Step = [who: number, what: number, where: number, much: number]

export const stepOf = (clients: number): fc.Arbitrary<Step> =>
  fc.tuple(fc.nat(clients - 1), fc.nat(99), fc.nat(9_999), fc.nat(9_999))

/** Everybody on the page, and what they did. */
export interface Meeting {
  service: PageService
  clients: ModelClient[]
  ledger: Ledger
}

const words = ['walks ', 'to the gate ', 'é', '🙂', 'stairs', ' with one carer. ', 'a', '\n']
const pasted = 'Hospital discharge on Friday, daughter visits in the evenings, no falls since. '
const marks: [string, string[]][] = [
  ['how', ['ok', 'watch', 'concern']],
  ['raised', ['stair rail', 'more calls', 'ring the son']],
  ['team.OT', ['ask', 'see', 'none']],
  ['team.CT', ['ask', 'see', 'none']],
]
const pick = <T>(from: readonly T[], number: number): T => {
  const found = from[number % from.length]
  if (found === undefined) throw new Error('nothing to pick from')
  return found
}

type Deed = (meeting: Meeting, client: ModelClient, where: number, much: number) => void | Promise<void>

const type: Deed = (_meeting, client, where, much) => {
  const note = client.note(pick(episodes, where))
  note.insert(where % (note.length + 1), pick(words, much))
}
const remove: Deed = (_meeting, client, where, much) => {
  const note = client.note(pick(episodes, where))
  const from = where % (note.length + 1)
  note.delete(from, Math.min(note.length - from, 1 + (much % 12)))
}
const paste: Deed = (_meeting, client, where) => {
  const note = client.note(pick(episodes, where))
  note.insert(where % (note.length + 1), pasted)
}
const undo: Deed = (_meeting, client, _where, much) => {
  if (much % 4 === 0) client.undo.redo()
  else client.undo.undo()
}
const mark: Deed = (_meeting, client, where, much) => {
  const [key, values] = pick(marks, much)
  client.marks(pick(episodes, where)).set(key, pick(values, where >> 1))
}
const clear: Deed = (_meeting, client, where, much) => {
  const [key] = pick(marks, much)
  client.marks(pick(episodes, where)).delete(key)
}
const dropMidSend: Deed = (meeting, client, where, much) => {
  client.dropMidSend(() => void type(meeting, client, where, much))
}
const newTab: Deed = ({ clients, service, ledger }, client) => {
  const fresh = new ModelClient(service, client.session, ledger)
  clients[clients.indexOf(client)] = fresh
  client.leave()
  fresh.comeBack()
}
const serverRestarts: Deed = async ({ service }) => service.restart()
/** Longer than the second after which the room server looks for pages nobody is on. */
const everybodyLeaves: Deed = async ({ clients }, _client, where) => {
  for (const each of clients) each.goOffline()
  if (where % 2 === 0) await wait(1_100)
  for (const each of clients) each.comeBack()
}

/** What happens how often, in percent. */
const deeds: [share: number, deed: Deed][] = [
  [35, type],
  [14, remove],
  [5, paste],
  [7, undo],
  [11, mark],
  [5, clear],
  [5, (_meeting, client) => client.goOffline()],
  [8, (_meeting, client) => client.comeBack()],
  [3, (_meeting, client) => client.duplicate()],
  [3, (_meeting, client, where) => client.presenceOutOfOrder(pick(episodes, where))],
  [2, dropMidSend],
  [1, newTab],
  [1, async (...with_) => (with_[3] % 2 === 0 ? serverRestarts(...with_) : everybodyLeaves(...with_))],
]

/** Takes one step, and lets the network have some of the time it takes. */
export async function take(meeting: Meeting, [who, what, where, much]: Step): Promise<void> {
  const client = meeting.clients[who % meeting.clients.length]
  if (!client) return
  let share = what
  for (const [size, deed] of deeds) {
    if (share < size) {
      await deed(meeting, client, where, much)
      break
    }
    share -= size
  }
  if (much % 3 === 0) await new Promise((resolve) => setImmediate(resolve))
  if (much % 10 === 0) await wait(1)
}
