import { openStates } from '../../reablement/action.ts'
import type { ActionView } from '../../reablement/action.ts'
import { isOpen } from '../../reablement/agenda.ts'
import { teamsThere } from '../../reablement/attendance.ts'
import { shortName } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import { frameOf } from '../../reablement/frame.ts'
import { agendaSections, isListed } from '../../reablement/huddle.ts'
import type { Steering } from '../../reablement/huddle.ts'
import { countedFrom, othersSeconds } from '../../reablement/meeting-time.ts'
import { sayLength } from '../../reablement/pace.ts'
import { teamsProgress } from '../../reablement/premark.ts'
import { PrivateWords } from '../../reablement/private-words.ts'
import { progressOf } from '../../reablement/progress.ts'
import { batchOf, isAtTiles } from '../../reablement/quick-look.ts'
import { stepClock, stepTime, stepsSeconds, stepsToCome } from '../../reablement/steps.ts'
import { litFor } from '../../reablement/screen-view.ts'
import type {
  ScreenClock,
  ScreenLine,
  ScreenPerson,
  ScreenStage,
  ScreenTile,
  ScreenView,
} from '../../reablement/screen-view.ts'
import type { Storage } from '../storage/open.ts'
import { peopleInHuddle } from './on-board.ts'
import { huddlePeople } from './read-huddle-people.ts'
import { actionOf, codesOf, said, shownOf } from './screen-parts.ts'
import type { RoomPeople, Standing } from './screen-parts.ts'
import { hereStage, promisesStage, silenceStage } from './screen-steps.ts'
import { goneButSpokenOf } from './spoken-of.ts'

export type { RoomPeople, Standing } from './screen-parts.ts'

/** The most lines of the agenda a screen is sent, and how many of them lie behind the person on it. */
const rail = { lines: 40, behind: 3, atEnd: 14 }

/** Sixteen queries at most; the same until the caseload, the calls or the records change. */
export function readRoomPeople(storage: Storage, now: Date): RoomPeople {
  return storage.transaction((tx) => {
    const onBoard = peopleInHuddle(tx)
    const people = huddlePeople(tx, onBoard, now)
    return {
      byEpisode: new Map(people.map((person) => [person.episode, person])),
      words: new PrivateWords([...onBoard.map(({ person }) => person), ...goneButSpokenOf(tx, now)]),
    }
  })
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
    teamsThere: steering.state === 'live' ? teamsThere(codesOf(teams), steering) : [],
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
    step: stepClock(steering),
    wholeFrom: from.whole ?? steering.date,
    pausedAt,
    stepTime: stepTime(steering),
    othersSeconds: othersSeconds(steering) + stepsToCome(steering),
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
  const { agenda, current, step } = steering
  if (current !== null) return isAtTiles(agenda, current) ? quickLookOf(standing) : turnOf(standing, current)
  switch (step) {
    case 'here':
      return hereStage(standing)
    case 'promises':
      return promisesStage(standing)
    case 'silence':
      return silenceStage(standing)
    case 'people':
    case 'read-back':
    case null:
      return readBack(standing)
  }
}

function waiting({ steering, people, marks, teams }: Standing): ScreenStage {
  const { agenda, paces, promises, teamsDone } = steering
  const everybody = agenda.map(({ episode }) => marks.get(episode) ?? { teams: {} })
  return {
    kind: 'waiting',
    length: sayLength(agenda, paces, stepsSeconds(promises.length)),
    sections: agendaSections.map((section) => ({
      section,
      count: agenda.filter((item) => item.section === section).length,
    })),
    agenda: agenda.filter(isListed).map(({ episode, reasons }) => ({
      shown: shownOf(people, episode),
      reason: said(reasons.slice(0, 2), people).join(', '),
    })),
    teams: teamsProgress(codesOf(teams), everybody, teamsDone),
  }
}

function readBack({ steering, people, actions }: Standing): ScreenStage {
  const open = steering.agenda.filter(isOpen)
  return {
    kind: 'read-back',
    progress: progressOf(steering),
    open: open.map(({ episode, reasons }) => ({
      shown: shownOf(people, episode),
      reasons: said(reasons, people),
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
        ...(person?.besideDay === undefined ? {} : { besideDay: person.besideDay }),
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
  return lines.slice(from, from + rail.lines).map(({ episode, reasons, outcome, waitsFor }) => ({
    shown: shownOf(people, episode),
    reason: waitsFor ? `waits for ${waitsFor}` : people.words.without(reasons[0] ?? ''),
    outcome,
    agreed: agreed.get(episode)?.length ?? 0,
    isNow: episode === current,
  }))
}

function personOf(
  { steering, people, actions, marks, note, writers, photo }: Standing,
  current: string,
): ScreenPerson {
  const { words } = people
  const person = people.byEpisode.get(current)
  const item = steering.agenda.find(({ episode }) => episode === current)
  const reasons = item?.reasons ?? []
  const { how = null, raised = '' } = marks.get(current) ?? {}
  const mine = actions.filter(({ episode }) => episode === current)
  const agreed = agreedToday(mine, steering)
  const chips = person?.chips ?? []
  const before = mine.filter(({ huddle, state }) => huddle !== steering.date && openStates.includes(state))
  return {
    shown: shownOf(people, current),
    district: person?.district ?? '',
    day: person?.day ?? null,
    ...(person?.besideDay === undefined ? {} : { besideDay: person.besideDay }),
    calls: person?.calls ?? null,
    flags: person?.flags.map((flag) => words.without(flag)) ?? [],
    story: words.without(person?.story ?? ''),
    goals: person?.goals.map((goal) => ({ ...goal, what: words.without(goal.what) })) ?? [],
    lastHow: person?.lastHow ?? null,
    last: person?.last ? words.without(person.last) : null,
    how,
    reasons: said(reasons, people),
    raised: words.without(item?.added?.why ?? raised),
    note: words.whileTyped(note),
    chips: chips.map((chip) => words.without(chip.words)),
    arrived: person?.arrived?.map((line) => words.without(line)) ?? [],
    frame: item?.section === 'raised' ? frameOf({ note, agreed, said: chips.map(({ kind }) => kind) }) : null,
    photo: photo && { at: photo.at, words: words.without(photo.words) },
    writers: writers.map(({ name, teamName }) => ({ name, teamName })),
    agreed: agreed.map((one) => actionOf(one, people)),
    before: before.map((one) => actionOf(one, people)),
  }
}

function agreedToday(actions: readonly ActionView[], { date }: Pick<Steering, 'date'>): ActionView[] {
  return actions
    .filter(({ huddle, state }) => huddle === date && state !== 'cancelled')
    .sort((a, b) => a.agreedAt.localeCompare(b.agreedAt))
}
