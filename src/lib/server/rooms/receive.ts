import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { shortName } from '../../reablement/colleague.ts'
import { closeCodes } from '../../wire/close-codes.ts'
import { largestMessage, messageKinds } from '../../wire/page-messages.ts'
import { may } from '../access/may.ts'
import type { Session } from '../access/sessions.ts'
import type { Committer } from './committer.ts'
import type { Connection } from './connection.ts'
import { step2Frame, syncKinds } from './frames.ts'
import { judge } from './guard.ts'
import type { Limits } from './limits.ts'
import { readOwnPresence } from './presence.ts'
import type { Pace } from './pace.ts'
import { Refusal } from './refusal.ts'
import type { Room } from './room.ts'

/** What a message costs beside its own size: answering with a document is dearer than taking a keystroke. */
const cost = { edit: 1, step1: 15, query: 5 }

export interface ReceiverParts {
  limits: Limits
  pace: Pace
  committer: Committer
  /** The session as it is now, or null when it has ended. */
  session: (id: string) => Session | null
  knows: (episode: string) => boolean
  teamShort: (code: string) => string
  /** A person did something. */
  active: (connection: Connection, now: number) => void
  log: { warn: (facts: object, words: string) => void; error: (facts: object, words: string) => void }
}

/** Everything a connection sends passes here: size → rate → session → guard → commit. Never throws. */
export class Receiver {
  readonly #parts: ReceiverParts

  constructor(parts: ReceiverParts) {
    this.#parts = parts
  }

  receive(room: Room, from: Connection, data: Uint8Array, binary: boolean): void {
    if (!from.open) return
    try {
      if (!binary) throw new Refusal('a message that is not binary')
      if (data.length > largestMessage) return room.close(from, closeCodes.tooBig, 'a message too large')
      this.#take(room, from, data)
    } catch (error) {
      this.#refuse(room, from, error)
    }
  }

  /** Takes what had to wait for a page to open again. */
  release(room: Room): void {
    const held = room.held ?? []
    room.held = null
    for (const { from, data } of held) this.receive(room, from, data, true)
  }

  #take(room: Room, from: Connection, data: Uint8Array): void {
    const decoder = decoding.createDecoder(data)
    const kind = decoded(() => decoding.readVarUint(decoder))
    if (kind === messageKinds.awareness) return this.#presence(room, from, decoder)
    const step = kind === messageKinds.sync ? decoded(() => decoding.readVarUint(decoder)) : null
    const price = step === null ? cost.query : step === syncKinds.step1 ? cost.step1 : cost.edit
    if (!this.#parts.pace.take(from.session.colleague.id, price, data.length)) {
      return room.close(from, closeCodes.tooSlow, 'faster than people do')
    }
    if (!this.#stillSignedIn(room, from)) return
    if (kind === messageKinds.queryAwareness) return this.#tellPresence(room, from)
    if (step === null) throw new Refusal('an unknown message')
    if (room.held) return this.#hold(room, from, data)
    this.#sync(
      room,
      from,
      step,
      decoded(() => decoding.readVarUint8Array(decoder)),
    )
  }

  /** Looked up again every second; whoever ends a session cuts its connections off at once besides. */
  #stillSignedIn(room: Room, from: Connection): boolean {
    const now = performance.now()
    if (now - from.checkedAt < this.#parts.limits.recheck) return true
    const session = this.#parts.session(from.session.id)
    if (!session) {
      room.close(from, closeCodes.signedOut, 'signed out')
      return false
    }
    from.checkedAt = now
    from.session = session
    from.mayWrite = may(session.colleague, 'write page', { kind: 'page', id: room.huddle })
    return true
  }

  #hold(room: Room, from: Connection, data: Uint8Array): void {
    const waiting = room.held?.filter((each) => each.from === from).length ?? 0
    if (waiting >= this.#parts.limits.held) return room.close(from, closeCodes.restart, 'being sealed')
    room.held?.push({ from, data: Uint8Array.from(data) })
  }

  #sync(room: Room, from: Connection, step: number, bytes: Uint8Array): void {
    if (step === syncKinds.step1) return this.#answerStep1(room, from, bytes)
    if (step !== syncKinds.step2 && step !== syncKinds.update) throw new Refusal('an unknown sync message')
    this.#edit(room, from, step === syncKinds.step2, bytes)
  }

  #answerStep1(room: Room, from: Connection, stateVector: Uint8Array): void {
    decoded(() => Y.decodeStateVector(stateVector))
    if (this.#parts.committer.flush() === 'waiting')
      return room.close(from, closeCodes.restart, 'storage is busy')
    if (from.open) from.send(step2Frame(room.page.since(stateVector)))
  }

  #edit(room: Room, from: Connection, answer: boolean, bytes: Uint8Array): void {
    const { limits, knows, committer } = this.#parts
    const now = performance.now()
    const verdict = judge(bytes, from.client, { index: room.page.index, limits, knows })
    // Before its first sync step 2 a client may send an edit that builds on unsent ones. That step 2 brings them all.
    if (verdict.is === 'ahead' && (from.synced || answer))
      throw new Refusal('an edit it builds on is missing')
    if (verdict.is === 'change') {
      if (!from.mayWrite) throw new Refusal('read only')
      room.take(from, Uint8Array.from(bytes), verdict.change, now)
      this.#parts.active(from, now)
    }
    from.handled += 1
    from.synced ||= answer
    if (from.synced) room.owe(from)
    committer.add(room)
  }

  #presence(room: Room, from: Connection, decoder: decoding.Decoder): void {
    const now = performance.now()
    if (!from.mayWrite) return
    if (!from.presence.take(1, now)) {
      from.presenceDropped += 1
      if (from.presenceDropped > this.#parts.limits.presenceDropped) {
        room.close(from, closeCodes.tooSlow, 'faster than people do')
      }
      return
    }
    from.presenceDropped = 0
    if (!this.#stillSignedIn(room, from)) return
    const update = decoded(() => decoding.readVarUint8Array(decoder))
    const said = decoded(() => readOwnPresence(update, from.client, this.#parts.limits.presenceBytes))
    if (said === undefined) return
    if (said === null) room.attendance.leave(from.client)
    else if (room.attendance.say(from.client, said, this.#userOf(from))) this.#parts.active(from, now)
    room.announce()
  }

  #userOf({ session: { colleague } }: Connection) {
    const { id, name, team } = colleague
    const colour = team.toLowerCase()
    return {
      id,
      name: shortName(name),
      team,
      teamName: this.#parts.teamShort(team),
      color: `var(--${colour}, var(--ink-2))`,
      colorLight: `var(--${colour}-tint, var(--sunken))`,
    }
  }

  #tellPresence(room: Room, from: Connection): void {
    const everybody = room.attendance.everybodyBut(from.client)
    if (everybody) from.send(everybody)
  }

  #refuse(room: Room, from: Connection, error: unknown): void {
    const who = { huddle: room.huddle, colleague: from.session.colleague.id, client: from.client }
    if (!(error instanceof Refusal)) {
      this.#parts.log.error({ ...who, error }, 'a page message could not be handled')
      return room.close(from, closeCodes.restart, 'trouble')
    }
    this.#parts.log.warn({ ...who, reason: error.message }, 'a page message was refused')
    room.close(from, from.mayWrite ? closeCodes.refused : closeCodes.notAllowed, error.message)
  }
}

/** Reads bytes somebody sent: whatever goes wrong is theirs. */
function decoded<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('unreadable')
  }
}
