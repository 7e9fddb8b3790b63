import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import { closeCodes } from '../../wire/close-codes.ts'
import { largestMessage } from '../../wire/page-messages.ts'
import type { Session } from '../access/sessions.ts'
import type { Clients } from './clients.ts'
import type { Committer } from './committer.ts'
import { closePolitely, Connection } from './connection.ts'
import { step1Frame } from './frames.ts'
import { admit } from './handshake.ts'
import type { Admission } from './handshake.ts'
import type { Limits } from './limits.ts'
import type { Pace } from './pace.ts'
import type { PageFacts } from './page-facts.ts'
import type { Receiver } from './receive.ts'
import type { Room } from './room.ts'

/** What coming in costs of a colleague's messages: opening a page is dearer than a keystroke. */
const joinPrice = 5

export interface DoorParts {
  limits: Limits
  facts: PageFacts
  clients: Clients
  pace: Pace
  committer: Committer
  receiver: Receiver
  /** The room of a page; of a damaged one, to be read as far as it can be trusted. Throws PageDamaged. */
  open: (huddle: string, epoch: number) => Room
  log: { error: (facts: object, words: string) => void }
}

/** Where websockets come in: who may, into which room, and what they are told first. */
export class Door {
  readonly #parts: DoorParts
  readonly #sockets: WebSocketServer
  #shut = false

  constructor(parts: DoorParts) {
    this.#parts = parts
    this.#sockets = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      perMessageDeflate: false,
      // A connection answers pings itself, within its limits; who was not let in gets no answer.
      autoPong: false,
      // A little above the rule, so that the room can say what was wrong with a message just too large.
      maxPayload: largestMessage + 1024,
      maxFragments: parts.limits.pieces,
      maxBufferedChunks: parts.limits.reads,
    })
  }

  /** From now on everybody is asked to come back later. */
  shut(): void {
    this.#shut = true
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, session: Session | null): void {
    socket.on('error', () => socket.destroy())
    const admission = this.#admit(request.url ?? '', session)
    this.#sockets.handleUpgrade(request, socket, head, (ws) => {
      ws.on('error', () => {
        ws.terminate()
      })
      if (!admission.admitted) closePolitely(ws, admission.code, admission.reason)
      else if (this.#shut) closePolitely(ws, closeCodes.restart, 'restart')
      else this.#join(ws, socket, admission)
    })
  }

  #admit(url: string, session: Session | null): Admission {
    try {
      return admit(url, session, this.#parts)
    } catch (error) {
      this.#parts.log.error({ error }, 'a page could not be asked for')
      return { admitted: false, code: closeCodes.restart, reason: 'trouble' }
    }
  }

  #join(
    ws: WebSocket,
    socket: Duplex,
    { asked, session, ...admission }: Admission & { admitted: true },
  ): void {
    const { limits, pace, receiver } = this.#parts
    if (!pace.take(session.colleague.id, joinPrice, 0))
      return closePolitely(ws, closeCodes.tooSlow, 'too often')
    const room = this.#roomFor(ws, asked.huddle, asked.epoch)
    if (!room) return
    const now = performance.now()
    const mayWrite = admission.mayWrite && !room.page.damage
    const connection = new Connection({ ws, socket, client: asked.client, session, mayWrite, limits, now })
    for (const older of [...room.connections]) {
      if (older.client === connection.client) room.close(older, closeCodes.notAllowed, 'connected again')
    }
    room.connections.add(connection)
    room.usedAt = now
    ws.on('message', (data, binary) => {
      receiver.receive(room, connection, asBytes(data), binary)
    })
    ws.on('close', () => {
      connection.open = false
      room.leave(connection)
    })
    this.#greet(room, connection)
  }

  /** The room, or null when it cannot be entered now and the socket was told so. */
  #roomFor(ws: WebSocket, huddle: string, epoch: number): Room | null {
    try {
      const room = this.#parts.open(huddle, epoch)
      // Nobody is shown an edit that is not on disk.
      if (!room.held && this.#parts.committer.flush() !== 'waiting') return room
      closePolitely(ws, closeCodes.restart, room.held ? 'being sealed' : 'storage is busy')
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown'
      this.#parts.log.error({ huddle, error, reason }, 'a page did not open')
      closePolitely(ws, closeCodes.damaged, 'this page is damaged')
    }
    return null
  }

  /** First of all: what the server has (only writers can answer that), how far they are saved, who is here. */
  #greet(room: Room, connection: Connection): void {
    connection.together(() => {
      if (connection.mayWrite) connection.send(step1Frame(room.page.stateVector()))
      connection.sendSaved(room.page.index.next(connection.client))
      const everybody = room.attendance.everybodyBut(connection.client)
      if (everybody) connection.send(everybody)
    })
  }
}

/** ws hands a message over as one buffer (`nodebuffer`), whatever its types allow for. */
function asBytes(data: Buffer | ArrayBuffer | Buffer[]): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data)
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data
}
