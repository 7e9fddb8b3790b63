import type { ActionView } from '../reablement/action.ts'
import { shortName } from '../reablement/colleague.ts'
import type { Colleague } from '../reablement/colleague.ts'
import type { Steering } from '../reablement/huddle.ts'
import type { Marks } from '../reablement/marks.ts'
import type { Command } from '../wire/commands.ts'
import type { ActionHappened } from '../wire/notices.ts'
import { cancelStart } from './huddles/cancel-start.ts'
import { closeHuddle } from './huddles/close-huddle.ts'
import { goToPerson, nextPerson, noChange, parkPerson, previousPerson } from './huddles/move.ts'
import { raiseEverybodyLate } from './huddles/raise-late.ts'
import { startHuddle } from './huddles/start-huddle.ts'
import { readSteering } from './huddles/steering.ts'
import { takeChair } from './huddles/take-chair.ts'
import type { Notices } from './notices/notices.ts'
import { acceptAction } from './register/accept-action.ts'
import { agreeAction } from './register/agree-action.ts'
import { declineAction } from './register/decline-action.ts'
import { escalateAction } from './register/escalate-action.ts'
import { finishAction } from './register/finish-action.ts'
import { reAssignAction } from './register/re-assign-action.ts'
import { reDateAction } from './register/re-date-action.ts'
import { settleAction } from './register/settle-action.ts'
import { undoAction } from './register/undo-action.ts'
import type { Rooms } from './rooms/rooms.ts'
import type { Desk } from './storage/desk.ts'
import { PageDamaged } from './storage/page-log.ts'

type OnAction = Extract<Command, { kind: `${string} action` }>

/** Each command, its act, and who is told of what it changed. Throws the act's Problem. */
export function serveCommands(parts: { desk: Desk; rooms: Rooms; notices: Notices }) {
  const { desk, notices } = parts
  return async (command: Command, who: Colleague): Promise<unknown> => {
    if (isOnAction(command)) {
      const [action, happened] = await onAction(desk, command, who)
      notices.tell({ kind: 'action', action, happened })
      return action
    }
    if (command.kind === 'close huddle') return closing(parts, command.input, who)
    const steering = await onHuddle(parts, command, who)
    const act = { colleague: who.id, by: shortName(who.name) }
    notices.tell({ kind: 'steering', steering, act })
    return steering
  }
}

function isOnAction(command: Command): command is OnAction {
  return command.kind.endsWith(' action')
}

async function onAction(
  desk: Desk,
  command: OnAction,
  who: Colleague,
): Promise<[ActionView, ActionHappened]> {
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
    case 're-date action':
      return [await reDateAction(desk, who, command.input), 're-dated']
    case 're-assign action':
      return [await reAssignAction(desk, who, command.input), 're-assigned']
    case 'escalate action':
      return [await escalateAction(desk, who, command.input), 'escalated']
    case 'settle action':
      return [await settleAction(desk, who, command.input), 'settled']
  }
}

async function onHuddle(
  { desk, rooms, notices }: { desk: Desk; rooms: Rooms; notices: Notices },
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

/** Seals the page around the act, so that the record holds every edit that was ever called saved. */
async function closing(
  { desk, rooms, notices }: { desk: Desk; rooms: Rooms; notices: Notices },
  input: { huddle: string },
  who: Colleague,
): Promise<{ date: string }> {
  // Whoever was raised a moment ago counts, too.
  if (raiseEverybodyLate(desk, input.huddle, () => marksOn(rooms, input))) {
    const steering = readSteering(desk.storage, input.huddle, notices.here)
    notices.tell({ kind: 'steering', steering })
  }
  const { closed, next } = await rooms.whileSealed(input.huddle, (notes, damage) =>
    closeHuddle(desk, who, input, notes, damage),
  )
  const steering = readSteering(desk.storage, next.huddle, notices.here)
  notices.tell({ kind: 'page turned', closed, steering })
  return { date: closed.date }
}
