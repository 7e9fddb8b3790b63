/** What a page's socket tells about itself. */
export interface SocketEvents {
  opened: () => void
  /** A sync step 2 (an answer to what the server has) or an update was sent. */
  sent: (kind: 'answer' | 'update') => void
  heard: () => void
}

/** A WebSocket that counts what matters for "saved": the server confirms by number. */
export function countingSocket(events: SocketEvents): typeof WebSocket {
  return class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      events.opened()
      this.addEventListener('message', () => events.heard())
    }

    override send(data: string | Blob | BufferSource): void {
      super.send(data)
      if (!(data instanceof Uint8Array) || data[0] !== 0) return
      if (data[1] === 1) events.sent('answer')
      if (data[1] === 2) events.sent('update')
    }
  }
}
