import { createServer } from 'node:http'
import type { IncomingHttpHeaders, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** One posting a receiver took. */
export interface Received {
  id: string
  headers: IncomingHttpHeaders
  body: string
}

/** A real HTTP server on loopback. `answers` says what it does; a receiver that hangs never answers. */
export class Receiver {
  readonly got: Received[] = []
  answers: number | 'never' = 200
  readonly #server: Server
  readonly #headers: Record<string, string>

  private constructor(headers: Record<string, string>) {
    this.#headers = headers
    this.#server = createServer((request, response) => {
      const pieces: Buffer[] = []
      request.on('data', (piece: Buffer) => pieces.push(piece))
      request.on('end', () => {
        const { headers } = request
        const body = Buffer.concat(pieces).toString()
        this.got.push({ id: String(headers['webhook-id']), headers, body })
        if (this.answers === 'never') return
        // What it writes back must be kept nowhere.
        response.writeHead(this.answers, this.#headers).end(`thank you for ${body}`)
      })
    })
  }

  static async open({ port = 0, headers = {} }: { port?: number; headers?: Record<string, string> } = {}) {
    const receiver = new Receiver(headers)
    await new Promise<void>((done) => receiver.#server.listen(port, '127.0.0.1', done))
    return receiver
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  get url(): string {
    return `http://127.0.0.1:${String(this.port)}/perch`
  }

  /** What it got, each once, in the order it first came: as a receiver reads that keeps to the ids. */
  get once(): Received[] {
    return this.got.filter(({ id }, index) => this.got.findIndex((other) => other.id === id) === index)
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((done) => this.#server.close(done))
  }
}

export interface Mail {
  id: string
  to: string[]
  subject: string
  /** The whole mail as it came, long lines put together again. */
  raw: string
}

/** A real SMTP server on loopback. `refuses` is what it answers to a mail instead of taking it. */
export class Mailbox {
  readonly mails: Mail[] = []
  refuses: number | null = null
  readonly #server: SMTPServer

  private constructor() {
    this.#server = new SMTPServer({
      ...{ authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], logger: false },
      onData: (stream, session, done) => {
        const pieces: Buffer[] = []
        stream.on('data', (piece: Buffer) => pieces.push(piece))
        stream.on('end', () => {
          if (this.refuses !== null)
            return done(Object.assign(new Error('no, Kamla Chauhan'), { responseCode: this.refuses }))
          const to = session.envelope.rcptTo.map(({ address }) => address)
          this.mails.push(asMail(Buffer.concat(pieces).toString(), to))
          done()
        })
      },
    })
    // A sender that is killed resets its connection.
    this.#server.on('error', () => undefined)
  }

  static async open(): Promise<Mailbox> {
    const mailbox = new Mailbox()
    await new Promise<void>((done) => {
      mailbox.#server.listen(0, '127.0.0.1', done)
    })
    return mailbox
  }

  get url(): string {
    const { port } = this.#server.server.address() as AddressInfo
    return `smtp://127.0.0.1:${String(port)}`
  }

  async close(): Promise<void> {
    await new Promise<void>((done) => {
      this.#server.close(done)
    })
  }
}

function asMail(source: string, to: string[]): Mail {
  const header = (name: string) =>
    new RegExp(`^${name}: ((?:.|\\r\\n[ \\t])*)`, 'im').exec(source)?.[1]?.replaceAll(/\r\n[ \t]/g, ' ') ?? ''
  const raw = plain(source)
  return { id: header('Message-ID'), to, subject: plain(header('Subject')), raw }
}

/** Quoted-printable read: soft line breaks gone, =C3=97 a sign again; encoded words of a subject, too. */
function plain(text: string): string {
  const decoded = (coded: string) =>
    Buffer.from(
      coded.replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16))),
      'latin1',
    ).toString()
  const words = text
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?UTF-8\?Q\?([^?]*)\?=/gi, (_all, coded: string) => decoded(coded.replaceAll('_', ' ')))
    .replaceAll(/=\?UTF-8\?B\?([^?]*)\?=/gi, (_all, coded: string) => Buffer.from(coded, 'base64').toString())
  return words.includes('quoted-printable') ? decoded(words.replaceAll(/=\r\n/g, '')) : words
}
