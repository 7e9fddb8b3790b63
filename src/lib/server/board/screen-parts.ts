import type { ActionView } from '../../reablement/action.ts'
import { shortName } from '../../reablement/colleague.ts'
import type { HuddlePerson, PageDamage, Steering } from '../../reablement/huddle.ts'
import type { Marks } from '../../reablement/marks.ts'
import type { PrivateWords } from '../../reablement/private-words.ts'
import type { ScreenAction, ScreenView } from '../../reablement/screen-view.ts'
import type { TeamCode } from '../../reablement/team.ts'

/** Everybody on the board as a room may see them, and what no text about them may say. */
export interface RoomPeople {
  byEpisode: ReadonlyMap<string, HuddlePerson>
  words: PrivateWords
}

/** What a shared screen's view is made of. */
export interface Standing {
  version: number
  now: Date
  service: string
  teams: ScreenView['teams']
  here: readonly { name: string; team: string }[]
  steering: Steering
  people: RoomPeople
  /** Agreed for this huddle, what else is open for whoever is talked about, and the promises that wait for an answer. */
  actions: readonly ActionView[]
  /** By episode. */
  marks: ReadonlyMap<string, Marks>
  /** Of whoever is talked about. */
  note: string
  writers: readonly { name: string; teamName: string }[]
  /** What the chair shows of whoever is talked about: since when, and what was raised with it. */
  photo: { at: string; words: string } | null
  damage: PageDamage | null
  movedAt: string
  /** Days the council is closed. */
  closures?: readonly string[]
  lastClosing: { date: string; closedAt: string; people: number; actions: number } | null
}

/** "Kamla C"; whoever is no longer on the board has no name here. */
export function shownOf({ byEpisode }: RoomPeople, episode: string): string {
  return byEpisode.get(episode)?.shown ?? 'Somebody'
}

/** The teams of the service, in their order. */
export function codesOf(teams: Standing['teams']): TeamCode[] {
  return teams.map(({ code }) => code)
}

/** Those of the texts that say something to a room, without what is private. */
export function said(texts: readonly string[], { words }: RoomPeople): string[] {
  return texts.map((text) => words.without(text)).filter((text) => text.trim() !== '')
}

/** An action as a room may read it: its words without what is private. */
export function actionOf(action: ActionView, people: RoomPeople): ScreenAction {
  const { team, title, quantity, room, detail, owner, due, state, lastNote, urgent } = action
  const said = (text: string | null) => text && people.words.without(text)
  return {
    ...{ team, title: people.words.without(title), quantity, due, state },
    ...(urgent ? { urgent } : {}),
    ...{ room: said(room), detail: said(detail), lastNote: state === 'declined' ? said(lastNote) : null },
    shown: shownOf(people, action.episode),
    owner: owner && { name: shortName(owner.name) },
  }
}
