import { openStates } from '../../reablement/action.ts'
import type { ActionView } from '../../reablement/action.ts'
import { shortName } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import { agendaSections, isListed } from '../../reablement/huddle.ts'
import type { HuddlePerson, PageDamage, Steering } from '../../reablement/huddle.ts'
import type { Marks } from '../../reablement/marks.ts'
import { countedFrom, othersSeconds } from '../../reablement/meeting-time.ts'
import { sayLength } from '../../reablement/pace.ts'
import { teamsProgress } from '../../reablement/premark.ts'
import { PrivateWords } from '../../reablement/private-words.ts'
import { batchOf, isAtTiles } from '../../reablement/quick-look.ts'
import { litFor } from '../../reablement/screen-view.ts'
import type {
  ScreenAction,
  ScreenClock,
  ScreenLine,
  ScreenPerson,
  ScreenProgress,
  ScreenStage,
  ScreenTile,
  ScreenView,
} from '../../reablement/screen-view.ts'
import type { Storage } from '../storage/open.ts'
import { peopleOnBoard } from './on-board.ts'
import { huddlePeople } from './read-huddle-people.ts'

/** The most lines of the agenda a screen is sent, and how many of them lie behind the person on it. */
const rail = { lines: 40, behind: 3, atEnd: 14 }

/** Everybody on the board as a room may see them, and what no text about them may say. */
export interface RoomPeople {
  byEpisode: ReadonlyMap<string, HuddlePerson>
  words: PrivateWords
}

/** Seven queries; the same until the caseload, the calls or the records change. */
export function readRoomPeople(storage: Storage, now: Date): RoomPeople {
  return storage.transaction((tx) => {
    const onBoard = peopleOnBoard(tx)
    const people = huddlePeople(tx, onBoard, now)
    return {
      byEpisode: new Map(people.map((person) => [person.episode, person])),
      words: new PrivateWords(onBoard.map(({ person }) => person)),
    }
  })
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
  /** Agreed for this huddle, and whatever else is open for whoever is talked about. */
  actions: readonly ActionView[]
  /** By episode. */
  marks: ReadonlyMap<string, Marks>
  /** Of whoever is talked about. */
  note: string
  writers: readonly { name: string; teamName: string }[]
  damage: PageDamage | null
  movedAt: string
  lastClosing: { date: string; closedAt: string; people: number; actions: number } | null
}

/** All that a shared screen is sent. Every free text in it has gone through `PrivateWords`. */
export function screenView(standing: Standing): ScreenView {
  const { version, now, service, steering, teams, damage, movedAt } = standing
  const stage = stageOf(standing)
  return {
    version,
    at: now.toISOString(),
    service,
    date: stage.kind === 'closed' ? (standing.lastClosing?.date ?? steering.date) : steering.date,
    today: londonDate(now),
    chair: steering.chair && steering.state === 'live' ? shortName(steering.chair.name) : null,
    chairAway: steering.chairAwaySince !== null,
    clock: steering.state === 'live' ? clockOf(steering) : null,
    here: standing.here.map(({ name, team }) => ({ name: shortName(name), team })),
    teams: teams.map(({ code, name }) => ({ code, name })),
    damage,
    movedAt,
    stage,
  }
}

function clockOf(steering: Steering): ScreenClock {
  const from = countedFrom(steering)
  const { suggestedSeconds, pausedAt } = steering
  return {
    person: from.person === null ? null : { from: from.person, suggestedSeconds },
    wholeFrom: from.whole ?? steering.date,
    pausedAt,
    othersSeconds: othersSeconds(steering),
  }
}

function stageOf(standing: Standing): ScreenStage {
  const { steering, lastClosing, now } = standing
  if (steering.state !== 'live') {
    const closedAt = lastClosing ? Date.parse(lastClosing.closedAt) : 0
    if (lastClosing && now.getTime() - closedAt < litFor) {
      const { people, actions } = lastClosing
      return { kind: 'closed', at: lastClosing.closedAt, people, actions }
    }
    return waiting(standing)
  }
  const { agenda, current } = steering
  if (current === null) return readBack(standing)
  return isAtTiles(agenda, current) ? quickLookOf(standing) : turnOf(standing, current)
}

function waiting({ steering, people, marks, teams }: Standing): ScreenStage {
  const { agenda, paces, teamsDone } = steering
  const everybody = agenda.map(({ episode }) => marks.get(episode) ?? { teams: {} })
  return {
    kind: 'waiting',
    length: sayLength(agenda, paces),
    sections: agendaSections.map((section) => ({
      section,
      count: agenda.filter((item) => item.section === section).length,
    })),
    agenda: agenda.filter(isListed).map(({ episode, reasons }) => ({
      shown: shownOf(people, episode),
      reason: people.words.without(reasons.slice(0, 2).join(', ')),
    })),
    teams: teamsProgress(
      teams.map(({ code }) => code),
      everybody,
      teamsDone,
    ),
  }
}

function readBack({ steering, people, actions }: Standing): ScreenStage {
  const open = steering.agenda.filter(({ section, outcome }) => section === 'raised' && outcome === null)
  return {
    kind: 'read-back',
    progress: progressOf(steering),
    open: open.map(({ episode, reasons }) => ({
      shown: shownOf(people, episode),
      reasons: reasons.map((reason) => people.words.without(reason)),
    })),
    actions: agreedToday(actions, steering).map((one) => actionOf(one, people)),
  }
}

function turnOf(standing: Standing, current: string): ScreenStage {
  const { steering } = standing
  return {
    kind: 'turn',
    progress: progressOf(steering),
    rail: railOf(standing, current),
    quiet: steering.agenda.filter(({ section, reasons }) => section === 'rest' && !reasons.length).length,
    person: personOf(standing, current),
  }
}

/** Twelve quiet people at once, none of them by name alone. */
function quickLookOf({ steering, people, marks }: Standing): ScreenStage {
  const { agenda, current } = steering
  const { tiles, before, of } = batchOf(agenda, current) ?? { tiles: [], before: 0, of: 0 }
  const { words } = people
  return {
    ...{ kind: 'quick look', progress: progressOf(steering), before, of },
    tiles: tiles.map(({ episode, outcome, reasons }): ScreenTile => {
      const person = people.byEpisode.get(episode)
      const last = person?.last ? words.without(person.last) : null
      return {
        ...{ shown: shownOf(people, episode), day: person?.day ?? null, calls: person?.calls ?? null, last },
        ...{ how: marks.get(episode)?.how ?? null, lastHow: person?.lastHow ?? null },
        ...{ reason: words.without(reasons[0] ?? ''), outcome, isNow: episode === current },
      }
    }),
  }
}

/** From a few people who are done on; at the end the last page of it. */
function railOf({ steering, people, actions }: Standing, current: string): ScreenLine[] {
  const turns = steering.agenda.filter(isListed)
  const place = turns.findIndex(({ episode }) => episode === current)
  const extra = place < 0 ? steering.agenda.filter(({ episode }) => episode === current) : []
  const lines = [...extra, ...turns]
  const from = Math.max(0, Math.min(place - rail.behind, lines.length - rail.atEnd))
  const agreed = Map.groupBy(agreedToday(actions, steering), ({ episode }) => episode)
  return lines.slice(from, from + rail.lines).map(({ episode, reasons, outcome }) => ({
    shown: shownOf(people, episode),
    reason: people.words.without(reasons[0] ?? ''),
    outcome,
    agreed: agreed.get(episode)?.length ?? 0,
    isNow: episode === current,
  }))
}

function personOf(
  { steering, people, actions, marks, note, writers }: Standing,
  current: string,
): ScreenPerson {
  const { words } = people
  const person = people.byEpisode.get(current)
  const item = steering.agenda.find(({ episode }) => episode === current)
  const reasons = item?.reasons ?? []
  const { how = null, raised = '' } = marks.get(current) ?? {}
  const mine = actions.filter(({ episode }) => episode === current)
  const before = mine.filter(({ huddle, state }) => huddle !== steering.date && openStates.includes(state))
  return {
    shown: shownOf(people, current),
    district: person?.district ?? '',
    day: person?.day ?? null,
    calls: person?.calls ?? null,
    flags: person?.flags.map((flag) => words.without(flag)) ?? [],
    story: words.without(person?.story ?? ''),
    goals: person?.goals.map((goal) => ({ ...goal, what: words.without(goal.what) })) ?? [],
    lastHow: person?.lastHow ?? null,
    last: person?.last ? words.without(person.last) : null,
    how,
    reasons: reasons.map((reason) => words.without(reason)),
    raised: words.without(item?.added?.why ?? raised),
    note: words.whileTyped(note),
    writers: writers.map(({ name, teamName }) => ({ name, teamName })),
    agreed: agreedToday(mine, steering).map((one) => actionOf(one, people)),
    before: before.map((one) => actionOf(one, people)),
  }
}

function actionOf(action: ActionView, people: RoomPeople): ScreenAction {
  const { team, title, quantity, room, detail, owner, due, state, lastNote } = action
  const said = (text: string | null) => text && people.words.without(text)
  return {
    ...{ team, title: people.words.without(title), quantity, due, state },
    ...{ room: said(room), detail: said(detail), lastNote: state === 'declined' ? said(lastNote) : null },
    shown: shownOf(people, action.episode),
    owner: owner && { name: shortName(owner.name) },
  }
}

function agreedToday(actions: readonly ActionView[], { date }: Pick<Steering, 'date'>): ActionView[] {
  return actions
    .filter(({ huddle, state }) => huddle === date && state !== 'cancelled')
    .sort((a, b) => a.agreedAt.localeCompare(b.agreedAt))
}

/** "Kamla C"; whoever is no longer on the board has no name here. */
function shownOf({ byEpisode }: RoomPeople, episode: string): string {
  return byEpisode.get(episode)?.shown ?? 'Somebody'
}

function progressOf({ agenda, current }: Pick<Steering, 'agenda' | 'current'>): ScreenProgress {
  const turns = agenda.filter(isListed)
  const place = turns.findIndex(({ episode }) => episode === current)
  return {
    turn: place < 0 ? null : place + 1,
    of: turns.length,
    settled: turns.filter(({ outcome }) => outcome !== null).length,
  }
}
