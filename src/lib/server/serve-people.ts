import type { ActionView } from '../reablement/action.ts'
import type { Colleague } from '../reablement/colleague.ts'
import type { HuddlePerson } from '../reablement/huddle.ts'
import type { Command } from '../wire/commands.ts'
import { somePeople } from './board/read-huddle-people.ts'
import { askCollection } from './episodes/ask-collection.ts'
import type { Agree } from './episodes/ask-collection.ts'
import { changeCalls } from './episodes/change-calls.ts'
import { sayHospital } from './episodes/hospital-stay.ts'
import { planEnd } from './episodes/plan-end.ts'
import { planLeaving } from './episodes/plan-leaving.ts'
import { recordEthnicity } from './episodes/record-ethnicity.ts'
import { tickStarter } from './episodes/tick-starter.ts'
import type { Notices } from './notices/notices.ts'
import { agreeIn } from './register/agree-action.ts'
import { doAbout, isOnAbout } from './serve-about.ts'
import type { OnAbout } from './serve-about.ts'
import type { Desk } from './storage/desk.ts'

const kinds = [
  'change calls',
  'plan end',
  'plan leaving',
  'ask collection',
  'say hospital stay',
  'tick starter',
  'record ethnicity',
] as const

/** A command about a person: what is committed to, or planned for their beginning and end. */
export type OnPerson = Extract<Command, { kind: (typeof kinds)[number] }> | OnAbout

interface Parts {
  desk: Desk
  notices: Notices
}

/** Answers a command about a person: how they stand now (null: no longer on the board), and what was agreed by it. */
export interface Committed {
  person: HuddlePerson | null
  actions: ActionView[]
}

export function isOnPerson(command: Command): command is OnPerson {
  return isOnAbout(command) || kinds.some((kind) => kind === command.kind)
}

/** Does what a command about a person asks, and tells every screen. Throws the act's Problem. */
export async function servePerson(parts: Parts, command: OnPerson, who: Colleague): Promise<Committed> {
  const actions = await act(parts.desk, command, who)
  for (const action of actions) parts.notices.tell({ kind: 'action', action, happened: 'agreed' })
  return { person: tellPerson(parts, command.input.episode), actions }
}

/** Tells every screen how somebody stands now, and returns it; null when they are no longer on the board. */
export function tellPerson(parts: Parts, episode: string): HuddlePerson | null {
  return tellPeople(parts, [episode])[0] ?? null
}

/** Tells it of several, each once, in as many queries as of one. Returns those who are on the board. */
export function tellPeople({ desk, notices }: Parts, episodes: readonly string[]): HuddlePerson[] {
  const people = somePeople(desk.storage, episodes, desk.clock())
  for (const person of people) notices.tell({ kind: 'person', person })
  return people
}

/** Returns the actions that were agreed by it. */
async function act(desk: Desk, command: OnPerson, who: Colleague): Promise<ActionView[]> {
  const agreed: ActionView[] = []
  const agree: Agree = (tx, at, asked) => agreed.push(agreeIn(tx, at, who, asked))
  if (isOnAbout(command)) {
    await doAbout(desk, command, who, agree)
    return agreed
  }
  switch (command.kind) {
    case 'change calls':
      await changeCalls(desk, who, command.input)
      break
    case 'plan end':
      await planEnd(desk, who, command.input)
      break
    case 'plan leaving':
      await planLeaving(desk, who, command.input)
      break
    case 'ask collection':
      await askCollection(desk, who, command.input, agree)
      break
    case 'say hospital stay':
      await sayHospital(desk, who, command.input)
      break
    case 'tick starter':
      await tickStarter(desk, who, command.input)
      break
    case 'record ethnicity':
      await recordEthnicity(desk, who, command.input)
      break
  }
  return agreed
}
