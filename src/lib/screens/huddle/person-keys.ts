import type { AgendaItem, HuddlePerson } from '#lib/reablement/huddle.ts'
import type { Kit } from '#lib/reablement/kits.ts'
import type { Meeting } from './meeting.svelte.ts'
import type { PersonActs } from './person-acts.svelte.ts'

/** With whom a key works: anybody who is shown by name, somebody leaving, or somebody new. */
export type With = 'anybody' | 'leaving' | 'new'

/** A key that commits to something about the person who is shown; `undo` is the same key with ⇧. */
export interface PersonKey {
  key: string
  with: With
  does: string
  act: (acts: PersonActs, episode: string) => Promise<void>
  undo?: (acts: PersonActs, episode: string) => Promise<void>
}

/** None of these is a key of the meeting: a test holds it. T stays the chair’s, L is "later". */
export const personKeys: readonly PersonKey[] = [
  {
    ...{ key: 's', with: 'anybody', does: 'Step down: one call fewer a day from tomorrow; ⇧ takes it back' },
    act: (acts, episode) => acts.stepDown(episode),
    undo: (acts, episode) => acts.takeStepBack(episode),
  },
  {
    ...{ key: 'd', with: 'anybody', does: 'The day it ends: the next five working days in turn, and back' },
    act: (acts, episode) => acts.planEnd(episode),
    undo: (acts, episode) => acts.takeEndBack(episode),
  },
  {
    ...{ key: 'h', with: 'anybody', does: 'Gone to hospital, or back from it' },
    act: (acts, episode) => acts.hospital(episode),
  },
  {
    ...{ key: 'o', with: 'leaving', does: 'Leaving: the expected outcome, in turn' },
    act: (acts, episode) => acts.expectOutcome(episode),
  },
  {
    ...{ key: 'g', with: 'leaving', does: 'Leaving: ask for what is on loan to be collected' },
    act: (acts, episode) => acts.askCollection(episode),
  },
  {
    ...{ key: 'b', with: 'leaving', does: 'Leaving: date the later checks, 84 and 91 days after the start' },
    act: (acts, episode) => acts.dateChecks(episode),
  },
  {
    ...{ key: 'x', with: 'new', does: 'New: the next thing on the checklist is done; with ⇧ not needed' },
    act: (acts, episode) => acts.tickNext(episode, 'done'),
    undo: (acts, episode) => acts.tickNext(episode, 'not needed'),
  },
]

/** As the sheet of keys shows them. */
export const personKeysShown: { keys: string[]; does: string }[] = personKeys.map(({ key, does }) => ({
  ...{ keys: [key.toUpperCase()], does },
}))

/** The kits as the service has them now; they share a line of the sheet. */
export function kitKeysShown(kits: readonly Kit[]): { keys: string[]; does: string }[] {
  const keys = kits.map(({ key }) => key)
  if (keys.length === 0) return []
  const does = `New: a kit: ${kits.map(({ name }) => name.toLowerCase()).join(', ')}`
  return [{ keys: keys.length > 3 ? [keys[0] ?? '', '…', keys.at(-1) ?? ''] : keys, does }]
}

function agreesKit(kit: Kit): PersonKey {
  const act: PersonKey['act'] = (acts, episode) => acts.agreeKit(episode, kit)
  return { key: kit.key, with: 'new', does: `New: the kit “${kit.name}”`, act }
}

/** Whether somebody’s end is talked about: it is their section, or a huddle has said their day. */
export function isLeaving(item: AgendaItem | undefined, person: HuddlePerson | null): boolean {
  return item?.section === 'leaving' || (person?.chips.some(({ kind }) => kind === 'ends') ?? false)
}

/** Obeys a key about the person who is shown; false when it is none. At the tiles nobody is. */
export function pressAboutPerson(meeting: Meeting, event: KeyboardEvent): boolean {
  const { shown } = meeting
  if (shown === null || meeting.batch) return false
  const pressed = event.key.length === 1 ? event.key.toLowerCase() : event.key
  const item = meeting.steering.agenda.find(({ episode }) => episode === shown)
  const works: Record<With, boolean> = {
    anybody: true,
    leaving: isLeaving(item, meeting.person(shown)),
    new: item?.section === 'new',
  }
  const keys = [...personKeys, ...meeting.desk.kits.map(agreesKit)]
  const found = keys.find(({ key, with: whom }) => key === pressed && works[whom])
  if (!found) return false
  const act = event.shiftKey && found.undo ? found.undo : found.act
  // Held down, a key would take call after call away.
  if (!event.repeat) void act(meeting.commits, shown)
  return true
}
