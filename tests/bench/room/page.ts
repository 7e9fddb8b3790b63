import { decodeUpdate } from 'yjs'
import { readUpdate } from '#lib/server/rooms/read-update.ts'
import { standardLimits } from '#lib/server/rooms/limits.ts'
import { people } from './cast.ts'
import { Client } from './client.ts'
import type { Contender } from './contenders.ts'

const hows = ['ok', 'watch', 'concern']
const moment = { typing: 200, flipping: 1_000 }

/** Everybody on one page, some of them at work, and how long what they do takes to be shown to each of the others. */
export class Page {
  readonly clients: Client[]
  /** Milliseconds from sending an edit to each single showing of it, since `forget`. */
  readonly taken: number[] = []
  edits = 0
  readonly #sentAt = new Map<number, number[]>()
  readonly #timers: NodeJS.Timeout[] = []
  #since = 0
  #until = Infinity

  private constructor(clients: Client[]) {
    this.clients = clients
    for (const client of clients) {
      this.#sentAt.set(client.id, [])
      client.onShown = (update, at) => this.#shown(client.id, update, at)
    }
  }

  static async open(
    contender: Contender,
    port: number,
    { page, seats, sitting }: { page: number; seats: number; sitting: number },
  ): Promise<Page> {
    const join = (_: unknown, seat: number) => Client.join(contender, port, { page, seat, sitting })
    return new Page(await Promise.all(Array.from({ length: seats }, join)))
  }

  /** The first `typing` clients type five characters a second, the next `flipping` set a mark a second. */
  work({ typing, flipping }: { typing: number; flipping: number }): void {
    for (const [seat, client] of this.clients.slice(0, typing + flipping).entries()) {
      const episode = people[seat % people.length] ?? ''
      const every = seat < typing ? moment.typing : moment.flipping
      const act = () => {
        if (client.closed) return
        const clock = this.#note(client)
        if (seat < typing) client.type(episode)
        else client.mark(episode, hows[clock % hows.length] ?? 'ok')
        client.moveCaret(episode, clock)
      }
      this.#timers.push(setTimeout(() => this.#timers.push(setInterval(act, every)), Math.random() * every))
    }
  }

  /** The clock this edit will have. */
  #note(client: Client): number {
    this.edits += 1
    return (this.#sentAt.get(client.id)?.push(performance.now()) ?? 0) - 1
  }

  #shown(to: number, update: Uint8Array, at: number): void {
    for (const { client, clock, length } of structsIn(update)) {
      // Some servers tell an author too.
      if (client === to) continue
      const sent = this.#sentAt.get(client)
      for (let each = clock; each < clock + length; each += 1) {
        const began = sent?.[each]
        if (began !== undefined && began >= this.#since && began < this.#until) this.taken.push(at - began)
      }
    }
  }

  /** From now on counts anew. */
  forget(): void {
    this.#since = performance.now()
    this.#until = Infinity
    this.taken.length = 0
    this.edits = 0
  }

  /** What is sent from now on does not count; what was sent may still arrive. Returns how many edits count. */
  enough(): number {
    this.#until = performance.now()
    return this.edits
  }

  rest(): void {
    for (const timer of this.#timers.splice(0)) clearInterval(timer)
  }

  get cutOff(): string[] {
    return this.clients.flatMap(({ closed }) => (closed === null ? [] : [closed]))
  }

  leave(): void {
    this.rest()
    for (const client of this.clients) client.leave()
  }
}

/** Servers that gather a turn's edits send several clients' in one update. */
function structsIn(update: Uint8Array): { client: number; clock: number; length: number }[] {
  try {
    const { client, structs } = readUpdate(update, standardLimits)
    return structs.map(({ clock, length }) => ({ client: client ?? 0, clock, length }))
  } catch {
    return decodeUpdate(update).structs.map(({ id, length }) => ({
      client: id.client,
      clock: id.clock,
      length,
    }))
  }
}
