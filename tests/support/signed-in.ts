import * as decoding from 'lib0/decoding'
import { io } from 'socket.io-client'
import type { Socket } from 'socket.io-client'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { Answer, CommandInput, CommandKind } from '#lib/wire/commands.ts'
import { events, noticesPath } from '#lib/wire/notices.ts'
import type { Hello, Notice, View } from '#lib/wire/notices.ts'
import { messageKinds } from '#lib/wire/page-messages.ts'
import type { PageAddress } from '#lib/wire/page-messages.ts'
import { patience } from './patience.ts'
import { inventedPassword } from './perch.ts'
import type { Perch } from './perch.ts'

/** A colleague without a browser, signed in as docs/protocol.md says, to the real server. */
export class SignedIn {
  readonly address: string
  readonly cookie: string

  private constructor(address: string, cookie: string) {
    this.address = address
    this.cookie = cookie
  }

  static async as(perch: Pick<Perch, 'address'>, email: string): Promise<SignedIn> {
    const answer = await fetch(`${perch.address}/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: perch.address },
      body: new URLSearchParams({ email, password: inventedPassword }),
    })
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0]
    if (answer.status !== 303 || !cookie)
      throw new Error(`${email} could not sign in: ${String(answer.status)}`)
    return new SignedIn(perch.address, cookie)
  }

  /** A shared screen without a browser: it shows a code, and this colleague pairs it. */
  async pairsScreen(name = 'Meeting room'): Promise<SignedIn> {
    const poll = async (cookie: string, shows: boolean) => {
      const headers = { 'content-type': 'application/json', origin: this.address, cookie }
      const body = JSON.stringify({ shows })
      return fetch(`${this.address}/screen/poll`, { method: 'POST', headers, body })
    }
    const waiting = await poll('', false)
    const device = waiting.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    await this.pairs(((await waiting.json()) as { code: string }).code, name)
    const paired = (await poll(device, true)).headers.getSetCookie().find((one) => one.startsWith('perch='))
    if (!paired) throw new Error('the screen was not paired')
    return new SignedIn(this.address, paired.split(';')[0] ?? '')
  }

  /** Pairs the browser that shows this code, as the form of “Colleagues and screens” does. */
  async pairs(code: string, name = 'Meeting room'): Promise<void> {
    const answer = await this.post('/colleagues?/pair', { code, name, for: 'today' })
    if (answer.status !== 200) throw new Error(`not paired: ${String(answer.status)} ${await answer.text()}`)
    await answer.arrayBuffer()
  }

  /** Sends a form, as a browser without scripts does. */
  async post(path: string, fields: Record<string, string>): Promise<Response> {
    const headers = { cookie: this.cookie, origin: this.address, accept: 'text/html' }
    return fetch(this.address + path, {
      ...{ method: 'POST', redirect: 'manual', headers },
      body: new URLSearchParams(fields),
    })
  }

  /** A shared screen on the line: every view it was shown, newest last; the first has come. */
  async shown(): Promise<{ socket: Socket; views: View[]; heard: string[] }> {
    const [views, heard]: [View[], string[]] = [[], []]
    const socket = this.#socket()
    socket.onAny((event: string) => heard.push(event))
    socket.on(events.view, (view: View) => views.push(view))
    await new Promise<void>((done, failed) => {
      socket.once(events.view, () => done())
      socket.once('connect_error', failed)
    })
    return { socket, views, heard }
  }

  #socket(): Socket {
    return io(this.address, {
      path: noticesPath,
      transports: ['websocket'],
      forceNew: true,
      extraHeaders: { cookie: this.cookie, origin: this.address },
    })
  }

  async get(path: string): Promise<Response> {
    return fetch(this.address + path, { redirect: 'manual', headers: { cookie: this.cookie } })
  }

  /** On the current page, and in step with the server. */
  async page(): Promise<OnPage> {
    const where = (await (await this.get('/page')).json()) as PageAddress
    const page = new OnPage(this, where)
    await page.inStep()
    return page
  }

  /** On the notices; `hello` has come. */
  async live(): Promise<{ socket: Socket; hello: Hello; notices: Notice[] }> {
    const notices: Notice[] = []
    const socket = this.#socket()
    socket.on(events.notice, (notice: Notice) => notices.push(notice))
    const hello = await new Promise<Hello>((done, failed) => {
      socket.once(events.hello, done)
      socket.once('connect_error', failed)
    })
    return { socket, hello, notices }
  }
}

/** Sends a command and waits for its answer. */
export async function command<K extends CommandKind>(
  socket: Socket,
  kind: K,
  input: CommandInput<K>,
): Promise<Answer> {
  return (await socket.timeout(patience).emitWithAck(events.command, { kind, input })) as Answer
}

/** One connection to the page by a standard y-websocket client. */
export class OnPage {
  readonly doc = new Y.Doc()
  readonly provider: WebsocketProvider
  readonly where: PageAddress
  savedClock = -1

  constructor({ address, cookie }: SignedIn, where: PageAddress) {
    this.where = where
    this.doc.clientID = where.client
    class Socket extends WebSocket {
      constructor(url: string, protocols?: string[]) {
        super(url, protocols, { headers: { cookie, origin: address } })
      }
    }
    const path = where.address.slice(1).split('/')
    const room = path.pop() ?? ''
    this.provider = new WebsocketProvider(
      `${address.replace(/^http/, 'ws')}/${path.join('/')}`,
      room,
      this.doc,
      {
        disableBc: true,
        params: { client: String(where.client) },
        WebSocketPolyfill: Socket as unknown as typeof globalThis.WebSocket,
      },
    )
    // y-websocket listens for the end of the process, once a provider: a crowd in one process is too many listeners.
    process.off('exit', this.provider._exitHandler)
    this.provider.messageHandlers[messageKinds.saved] = (_encoder, decoder) => {
      this.savedClock = decoding.readVarUint(decoder)
    }
  }

  async inStep(): Promise<void> {
    if (this.provider.synced) return
    await new Promise<void>((done) => {
      this.provider.on('sync', (synced: boolean) => {
        if (synced) done()
      })
    })
  }

  note(episode: string): Y.Text {
    return this.doc.getText(`note:${episode}`)
  }

  leave(): void {
    this.provider.destroy()
    this.doc.destroy()
  }
}
