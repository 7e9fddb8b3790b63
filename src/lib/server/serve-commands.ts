import type { ActionView } from '../reablement/action.ts'
import { shortName } from '../reablement/colleague.ts'
import type { Colleague } from '../reablement/colleague.ts'
import type { PageDamage, Steering } from '../reablement/huddle.ts'
import type { Marks } from '../reablement/marks.ts'
import type { Command } from '../wire/commands.ts'
import type { News } from '../wire/notices.ts'
import { cancelStart } from './huddles/cancel-start.ts'
import { closeHuddle } from './huddles/close-huddle.ts'
import type { ClosedHuddle, SealedNote } from './huddles/close-huddle.ts'
import { goToPerson, nextPerson, noChange, parkPerson, previousPerson } from './huddles/move.ts'
import { pauseHuddle, resumeHuddle } from './huddles/pause.ts'
import { raiseEverybodyLate } from './huddles/raise-late.ts'
import { startHuddle } from './huddles/start-huddle.ts'
import { readSteering } from './huddles/steering.ts'
import { takeChair } from './huddles/take-chair.ts'
import type { Notices } from './notices/notices.ts'
import { acceptAction } from './register/accept-action.ts'
import { agreeAction } from './register/agree-action.ts'
import { declineAction } from './register/decline-action.ts'
import { finishAction } from './register/finish-action.ts'
import { undoAction } from './register/undo-action.ts'
import type { Rooms } from './rooms/rooms.ts'
import type { Desk } from './storage/desk.ts'
import { PageDamaged } from './storage/page-log.ts'

type Happened = Extract<News, { kind: 'action' }>['happened']
type OnAction = Extract<Command, { kind: `${string} action` }>

interface Parts {
  desk: Desk
  rooms: Rooms
  notices: Notices
}

/** Each command, its act, and who is told of what it changed. `steered` adds to a steering what the database does not know. Throws the act's Problem. */
export function serveCommands(parts: Parts & { steered: (steering: Steering) => Steering }) {
  const { desk, notices, steered } = parts
  return async (command: Command, who: Colleague): Promise<unknown> => {
    if (isOnAction(command)) {
      const [action, happened] = await onAction(desk, command, who)
      notices.tell({ kind: 'action', action, happened })
      return action
    }
    if (command.kind === 'close huddle') return closing(parts, command.input, who)
    const steering = steered(await onHuddle(parts, command, who))
    const act = { colleague: who.id, by: shortName(who.name) }
    notices.tell({ kind: 'steering', steering, act })
    return steering
  }
}

function isOnAction(command: Command): command is OnAction {
  return command.kind.endsWith(' action')
}

async function onAction(desk: Desk, command: OnAction, who: Colleague): Promise<[ActionView, Happened]> {
  switch (command.kind) {
    case 'agree action':
      return [await agreeAction(desk, who, command.input), 'agreed']
    case 'accept action':
      return [await acceptAction(desk, who, command.input), 'accepted']
    case 'decline action':
      return [await declineAction(desk, who, command.input), 'declined']
    case 'finish action':
      return [await finishAction(desk, who, command.input), 'done']
    case 'undo action':
      return [await undoAction(desk, who, command.input), 'undone']
  }
}

async function onHuddle(
  { desk, rooms, notices }: Parts,
  command: Exclude<Command, OnAction | { kind: 'close huddle' }>,
  who: Colleague,
): Promise<Steering> {
  switch (command.kind) {
    case 'start huddle':
      return startHuddle(desk, who, command.input, marksOn(rooms, command.input), notices.here)
    case 'cancel start':
      return cancelStart(desk, who, command.input, marksOn(rooms, command.input), notices.here)
    case 'take chair':
      return takeChair(desk, who, command.input, notices.here)
    case 'next person':
      return nextPerson(desk, who, command.input, notices.here)
    case 'previous person':
      return previousPerson(desk, who, command.input, notices.here)
    case 'no change':
      return noChange(desk, who, command.input, notices.here)
    case 'park person':
      return parkPerson(desk, who, command.input, notices.here)
    case 'go to person':
      return goToPerson(desk, who, command.input, notices.here)
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
  parts: Parts & { steered: (steering: Steering) => Steering },
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
