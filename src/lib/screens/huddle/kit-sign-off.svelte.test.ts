import { expect, test, vi } from 'vitest'
import type { CatalogueItem } from '#lib/reablement/catalogue.ts'
import type { AgreeInput } from '#lib/reablement/action.ts'
import type { Meeting } from './meeting.svelte.ts'
import { PersonActs } from './person-acts.svelte.ts'

const item = (code: string): CatalogueItem => ({
  ...{ code, name: `The ${code}`, kind: 'equipment', aliases: [], band: 'ND', team: 'OT' },
})
const kit = { id: 'k', key: '4', name: 'Bathroom', items: ['A', 'B', 'C'] }

/** A meeting whose server lets this screen ask for A outright, and send the rest. */
function meetingWith(sent: AgreeInput[]): Meeting {
  const command = async (kind: string, input: AgreeInput) => {
    if (kind !== 'agree action') return { ok: true, value: null }
    sent.push(input)
    if (input.item !== 'A' && !input.signOff)
      return { ok: false, problem: { code: 'needs-sign-off', words: 'No.' } }
    return { ok: true, value: { id: input.id, state: input.signOff ? 'to sign off' : 'agreed' } }
  }
  const desk = {
    actions: { of: () => [] },
    catalogue: kit.items.map(item),
    live: { now: () => Date.parse('2026-11-23T09:40:00Z'), command },
  }
  return { desk, nameOf: () => 'Kamla C', problem: '', agreed: null } as unknown as Meeting
}

test('of a kit, what one may not ask for is sent together after one question', async () => {
  vi.useFakeTimers()
  const sent: AgreeInput[] = []
  const meeting = meetingWith(sent)
  const acts = new PersonActs(meeting)
  await acts.agreeKit('kamla-stay', kit)
  expect(acts.told?.words).toBe('Bathroom kit for Kamla C: 1 action agreed')
  expect(acts.asked?.words).toBe('Bathroom kit for Kamla C: you may not ask outright for The B, The C.')
  expect(meeting.problem).toBe('')

  const refused = sent.filter(({ item: code }) => code !== 'A').map(({ id }) => id)
  await acts.asked?.send()
  expect(acts.told?.words).toBe('Bathroom kit for Kamla C: 1 action agreed, 2 sent for sign-off')
  // The same ids: what was refused is what is sent, and a press that comes twice agrees once.
  expect(sent.slice(3).map(({ id, signOff }) => [id, signOff])).toEqual(refused.map((id) => [id, true]))
  vi.useRealTimers()
})
