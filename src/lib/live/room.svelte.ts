import { io } from 'socket.io-client'
import type { Socket } from 'socket.io-client'
import type { ScreenView } from '#lib/reablement/screen-view.ts'
import { events, noticesPath, protocolVersion } from '#lib/wire/notices.ts'

/** A room waits for nobody's press: it comes back fast, however long it was away. In milliseconds. */
const backWithin = { first: 250, longest: 2_000 }

/** A shared screen's end of the line: it hears what to show, and says nothing. */
export class LiveRoom {
  view = $state.raw<ScreenView | null>(null)
  /** The server's milliseconds when the first view came. */
  openedAt = $state<number>()
  connection = $state<'connecting' | 'open' | 'lost' | 'ended'>('connecting')
  /** The server's clock minus this browser's steady one, in milliseconds: a wrong computer clock changes nothing. */
  #ahead = $state(Date.now() - performance.now())
  #socket: Socket | undefined
  readonly #onEnded: () => void

  /** `onEnded` is called when the screen was cut off or its time is over. */
  constructor({ onEnded }: { onEnded: () => void }) {
    this.#onEnded = onEnded
  }

  /** Connects; call in the browser only. Returns how to stop. */
  start(): () => void {
    const { first: reconnectionDelay, longest: reconnectionDelayMax } = backWithin
    const how = { path: noticesPath, transports: ['websocket'], reconnectionDelay, reconnectionDelayMax }
    const socket = io(how)
    this.#socket = socket
    socket.on(events.view, (view: ScreenView) => {
      this.#show(view)
    })
    socket.on(events.ended, () => {
      this.connection = 'ended'
      socket.disconnect()
      this.#onEnded()
    })
    socket.on('disconnect', (reason) => {
      if (this.connection === 'ended') return
      this.connection = 'lost'
      if (reason === 'io server disconnect') socket.connect()
    })
    socket.on('connect_error', () => {
      if (this.connection !== 'ended') this.connection = 'lost'
    })
    return () => socket.disconnect()
  }

  /** The network is back: tries at once. */
  retry(): void {
    if (this.connection === 'lost') this.#socket?.connect()
  }

  /** The server's time now, in milliseconds. */
  now(): number {
    return performance.now() + this.#ahead
  }

  #show(view: ScreenView): void {
    if (view.version !== protocolVersion) {
      location.reload()
      return
    }
    this.#ahead = Date.parse(view.at) - performance.now()
    this.connection = 'open'
    this.openedAt ??= Date.parse(view.at)
    this.view = view
  }
}
