import type { ActionView } from '../reablement/action.ts'
import { shortName } from '../reablement/colleague.ts'
import type { Colleague } from '../reablement/colleague.ts'
import type { PageDamage, Steering } from '../reablement/huddle.ts'
import type { Marks } from '../reablement/marks.ts'
import type { SealedNote } from '../reablement/record.ts'
import type { Command, CommandInput } from '../wire/commands.ts'
import type { ActionHappened, SteeringAct } from '../wire/notices.ts'
import { uncollect } from './episodes/ask-collection.ts'
import { addPerson, takeOffAgenda } from './huddles/add-person.ts'
import { cancelStart } from './huddles/cancel-start.ts'
import { carryOver } from './huddles/carry-over.ts'
import { closeHuddle } from './huddles/close-huddle.ts'
import type { ClosedHuddle } from './huddles/close-huddle.ts'
import { lookAt } from './huddles/look-at.ts'
import { wasMissed } from './huddles/missed-asks.ts'
import { movePerson } from './huddles/move-person.ts'
import { goToPerson, nextPerson, noChange, previousPerson } from './huddles/move.ts'
import { notDoneAfterAll, nothingForTheRest } from './huddles/nothing-for-the-rest.ts'
import { openHuddle } from './huddles/open-huddle.ts'
import { parkPerson, unpark } from './huddles/park-person.ts'
import type { Agree } from './huddles/park-person.ts'
import { pauseHuddle, resumeHuddle } from './huddles/pause.ts'
import { raiseEverybodyLate } from './huddles/raise-late.ts'
import { sayHere } from './huddles/say-here.ts'
import { endSilence, moreSilence } from './huddles/silence.ts'
import { showPhoto } from './huddles/show-photo.ts'
import { startHuddle } from './huddles/start-huddle.ts'
import { readSteering } from './huddles/steering.ts'
import { takeChair } from './huddles/take-chair.ts'
import type { Notices } from './notices/notices.ts'
import { agreeIn } from './register/agree-action.ts'
import { undoAction } from './register/undo-action.ts'
import type { Rooms } from './rooms/rooms.ts'
import type { Desk } from './storage/desk.ts'
import { isOnAction, onAction } from './serve-actions.ts'
import type { OnAction } from './serve-actions.ts'
import { isOnCourse, serveCourse } from './serve-course.ts'
import type { OnCourse } from './serve-course.ts'
import { isOnEnding, serveEnding } from './serve-endings.ts'
import type { OnEnding } from './serve-endings.ts'
import { isOnPerson, servePerson, tellPeople, tellPerson } from './serve-people.ts'
import type { OnPerson } from './serve-people.ts'
import { PageDamaged } from './storage/page-log.ts'

interface Parts {
  desk: Desk
  rooms: Rooms
  notices: Notices
}

/** `steered` adds to a steering what the database does not know. */
interface LiveParts extends Parts {
  steered: (steering: Steering) => Steering
  /** Somebody came onto the board or left it: every screen loads anew. */
  boardChanged: () => void
}

const movesWhatCame: readonly ActionHappened[] = ['delivered', 'shown', 'corrected', 'collected', 'cancelled']

/** Each command, its act, and who is told of what it changed. Throws the act's Problem. */
export function serveCommands(parts: LiveParts) {
  const { desk, notices, steered } = parts
  return async (command: Command, who: Colleague): Promise<unknown> => {
    const act = { colleague: who.id, by: shortName(who.name) }
    if (command.kind === 'undo action') return undoing(parts, command.input, who, act)
    if (isOnAction(command)) {
      const { answer, actions, happened } = await onAction(desk, command, who)
      for (const action of actions) notices.tell({ kind: 'action', action, happened })
      // What came, and whether it was shown, stands on the person’s card.
      if (movesWhatCame.includes(happened))
        tellPeople(
          parts,
          actions.map(({ episode }) => episode),
        )
      tellWaiting(parts, actions)
      return answer
    }
    if (isOnCourse(command)) return serveCourse(parts, command, who)
    if (isOnPerson(command)) return onPerson(parts, command, who)
    if (isOnEnding(command)) return serveEnding(parts, command, who)
    if (command.kind === 'close huddle') return closing(parts, command.input, who)
    if (command.kind === 'park person') return parking(parts, command.input, who, act)
    const steering = steered(await onHuddle(parts, command, who))
    // A team that is through with its marks moves the meeting nowhere, and lights no screen that rests.
    notices.tell({ kind: 'steering', steering, ...(isAboutMarks(command) ? {} : { act }) })
    return steering
  }
}

/** A hospital stay moves days on the board; in a running huddle its people are told one by one, and boards wait. */
async function onPerson(parts: LiveParts, command: OnPerson, who: Colleague): Promise<unknown> {
  const committed = await servePerson(parts, command, who)
  const isStay = command.kind === 'say hospital stay'
  if (isStay && openHuddle(parts.desk.storage, parts.desk.clock).state !== 'live') parts.boardChanged()
  return committed
}

/** At yesterday's promises everybody sees how many still wait; at any time, how much waits for a team that is missing. */
function tellWaiting({ desk, notices, steered }: LiveParts, actions: readonly { id: string }[]): void {
  const { id, step, state } = openHuddle(desk.storage, desk.clock)
  if (state !== 'live' || (step !== 'promises' && !actions.some((one) => wasMissed(desk.storage, one.id))))
    return
  const steering = steered(readSteering(desk.storage, id, notices.here))
  notices.tell({ kind: 'steering', steering })
}

function isAboutMarks({ kind }: Command): boolean {
  return kind === 'nothing for the rest' || kind === 'not done after all'
}

/** Undoing the action of somebody taken offline brings them back to the agenda; one to collect is not asked for any more. */
async function undoing(
  parts: LiveParts,
  input: CommandInput<'undo action'>,
  who: Colleague,
  act: SteeringAct,
): Promise<ActionView> {
  const { desk, notices, steered } = parts
  const back: boolean[] = []
  const collected: (string | null)[] = []
  const action = await undoAction(desk, who, input, (tx, id) => {
    back.push(unpark(tx, id))
    collected.push(uncollect(tx, id))
  })
  notices.tell({ kind: 'action', action, happened: 'undone' })
  tellWaiting(parts, [action])
  for (const episode of collected) if (episode !== null) tellPerson(parts, episode)
  if (back.includes(true)) {
    const { id } = openHuddle(desk.storage, desk.clock)
    const steering = steered(readSteering(desk.storage, id, notices.here))
    notices.tell({ kind: 'steering', steering, act })
  }
  return action
}

/** Takes somebody offline; answered with the action its owner got. A press that came too late agrees nothing. */
async function parking(
  { desk, notices, steered }: LiveParts,
  input: CommandInput<'park person'>,
  who: Colleague,
  act: SteeringAct,
): Promise<ActionView | null> {
  const agreed: ActionView[] = []
  const agree: Agree = (tx, at, asked) => agreed.push(agreeIn(tx, at, who, asked))
  const steering = steered(await parkPerson(desk, who, input, agree, notices.here))
  for (const action of agreed) notices.tell({ kind: 'action', action, happened: 'agreed' })
  notices.tell({ kind: 'steering', steering, act })
  return agreed[0] ?? null
}

async function onHuddle(
  { desk, rooms, notices }: Parts,
  command: Exclude<
    Command,
    OnAction | OnPerson | OnCourse | OnEnding | { kind: 'undo action' | 'close huddle' | 'park person' }
  >,
  who: Colleague,
): Promise<Steering> {
  switch (command.kind) {
    case 'start huddle':
      return startHuddle(desk, who, command.input, marksOn(rooms, command.input), notices.here)
    case 'cancel start':
      return cancelStart(desk, who, command.input, marksOn(rooms, command.input), notices.here)
    case 'say here':
      return sayHere(desk, who, command.input, notices.here)
    case 'more silence':
      return moreSilence(desk, who, command.input, notices.here)
    case 'end silence':
      return endSilence(desk, who, command.input, notices.here)
    case 'nothing for the rest':
      return nothingForTheRest(desk, who, command.input, marksOn(rooms, command.input), notices.here)
    case 'not done after all':
      return notDoneAfterAll(desk, who, command.input, marksOn(rooms, command.input), notices.here)
    case 'take chair':
      return takeChair(desk, who, command.input, notices.here)
    case 'next person':
      return nextPerson(desk, who, command.input, notices.here)
    case 'previous person':
      return previousPerson(desk, who, command.input, notices.here)
    case 'no change':
      return noChange(desk, who, command.input, notices.here)
    case 'look at':
      return lookAt(desk, who, command.input, notices.here)
    case 'move person':
      return movePerson(desk, who, command.input, notices.here)
    case 'add person':
      return addPerson(desk, who, command.input, notices.here)
    case 'carry over':
      return carryOver(desk, who, command.input, notices.here)
    case 'take off agenda':
      return takeOffAgenda(desk, who, command.input, notices.here)
    case 'go to person':
      return goToPerson(desk, who, command.input, notices.here)
    case 'show photo':
      return showPhoto(desk, who, command.input, notices.here)
    case 'pause huddle':
      return pauseHuddle(desk, who, command.input, notices.here)
    case 'resume huddle':
      return resumeHuddle(desk, who, command.input, notices.here)
  }
}

/** Of a page nothing can be trusted of, none: that must keep no huddle from being held. */
function marksOn(rooms: Rooms, { huddle }: { huddle: string }): Map<string, Marks> {
  try {
    return rooms.marks(huddle)
  } catch (error) {
    if (error instanceof PageDamaged) return new Map()
    throw error
  }
}

async function closing(
  parts: LiveParts,
  input: { huddle: string },
  who: Colleague,
): Promise<{ date: string }> {
  const { desk, rooms, notices, steered } = parts
  // Whoever was raised a moment ago counts, too.
  if (raiseEverybodyLate(desk, input.huddle, () => marksOn(rooms, input))) {
    const steering = steered(readSteering(desk.storage, input.huddle, notices.here))
    notices.tell({ kind: 'steering', steering })
  }
  return sealing(parts, input.huddle, (notes, damage) => closeHuddle(desk, who, input, notes, damage))
}

/**
 * Seals a huddle's page around the act that closes it, so that the record holds every edit that was ever called saved,
 * and tells every screen of the next page. Throws what the act throws.
 */
export async function sealing(
  { desk, rooms, notices }: Parts,
  huddle: string,
  close: (notes: SealedNote[], damage: PageDamage | null) => Promise<ClosedHuddle>,
): Promise<{ date: string }> {
  const { closed, next } = await rooms.whileSealed(huddle, close)
  const steering = readSteering(desk.storage, next.huddle, notices.here)
  notices.tell({ kind: 'page turned', closed, steering })
  return { date: closed.date }
}
