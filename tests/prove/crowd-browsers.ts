import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { PageAddress } from '#lib/wire/page-messages.ts'
import type { Someone } from './crowd-people.ts'

/**
 * A process of its own with many standard y-websocket clients on one page. They come back with jitter, as Perch's own
 * pages do. The process tells its parent how many are in step, and reads what all of them have when it is asked.
 */
export interface CrowdOrder {
  people: { who: Someone; where: PageAddress }[]
  episode: string
}
export type CrowdAsk = { ask: 'write'; number: number } | { ask: 'read' }
/** `inStep`: clients in step now; `alike`: all documents say `text`. */
export type CrowdTold =
  { told: 'in step'; inStep: number; closed: number } | { told: 'text'; text: string; alike: boolean }

/** As in src/lib/live/page-connection.ts, in milliseconds. */
const longestPause = 2_500

class Browser {
  readonly doc = new Y.Doc()
  readonly provider: WebsocketProvider
  inStep = false
  #tries = 0

  constructor({ who, where }: CrowdOrder['people'][number], changed: () => void) {
    this.doc.clientID = where.client
    class Socket extends WebSocket {
      constructor(url: string, protocols?: string[]) {
        super(url, protocols, { headers: { cookie: who.cookie, origin: who.address } })
      }
    }
    const [, , huddle = '', epoch = ''] = where.address.split('/')
    this.provider = new WebsocketProvider(
      `${who.address.replace(/^http/, 'ws')}/page`,
      `${huddle}/${epoch}`,
      this.doc,
      {
        disableBc: true,
        params: { client: String(where.client) },
        WebSocketPolyfill: Socket as unknown as typeof globalThis.WebSocket,
      },
    )
    this.provider.awareness.off('update', this.provider._awarenessUpdateHandler)
    this.provider.messageHandlers[100] = () => undefined
    this.provider.on('sync', (inStep: boolean) => {
      if (inStep) this.#tries = 0
      this.inStep = inStep
      changed()
    })
    this.provider.on('connection-close', () => {
      this.#tries += 1
      const pause = Math.min(longestPause, 300 * 2 ** this.#tries)
      this.provider.maxBackoffTime = pause * (0.2 + 0.8 * Math.random())
      this.provider.wsUnsuccessfulReconnects = 10
      this.inStep = false
      changed()
    })
  }
}

function crowd({ people, episode }: CrowdOrder): void {
  const tell = (told: CrowdTold) => process.send?.(told)
  let telling = false
  const changed = () => {
    if (telling) return
    telling = true
    setTimeout(() => {
      telling = false
      const closed = browsers.filter(({ provider }) => !provider.shouldConnect).length
      tell({ told: 'in step', inStep: browsers.filter(({ inStep }) => inStep).length, closed })
    }, 20)
  }
  const browsers = people.map((each) => new Browser(each, changed))
  const textOf = ({ doc }: Browser) => doc.getText(`note:${episode}`).toJSON()
  process.on('message', (asked: CrowdAsk) => {
    const [first] = browsers
    if (!first) return
    if (asked.ask === 'write') {
      for (const { doc } of browsers.slice(0, asked.number)) doc.getText(`note:${episode}`).insert(0, 'x')
    } else {
      const text = textOf(first)
      tell({ told: 'text', text, alike: browsers.every((each) => textOf(each) === text) })
    }
  })
}

// Each client listens for the end of the process.
process.setMaxListeners(0)
process.once('message', (order: CrowdOrder) => crowd(order))
process.on('disconnect', () => process.exit(0))
