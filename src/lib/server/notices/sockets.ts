import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { ServerOptions, WebSocket } from 'ws'
import { Bucket } from '../access/bucket.ts'

/**
 * Frames of any kind a screen may send, commands among them: those have a pace of their own, which is slower and
 * answers. Browsers never ping by themselves; what is over this is a flood, and cut off. [choice]
 */
const frameRate = { perSecond: 100, burst: 1_000 }
/** Pieces one message may come in, and reads of the network one piece may take: each keeps its own memory waiting. */
const fewPieces = { maxFragments: 128, maxBufferedChunks: 1_024 }

/** Socket.IO's websockets: it would answer every ping there is, and read whatever comes for as long as it comes. */
export class ScreenSockets extends WebSocketServer {
  constructor(options: ServerOptions) {
    super({ ...options, ...fewPieces, autoPong: false })
  }

  override handleUpgrade(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    opened: (ws: WebSocket, request: IncomingMessage) => void,
  ): void {
    super.handleUpgrade(request, socket, head, (ws, asked) => {
      countFrames(ws)
      opened(ws, asked)
    })
  }
}

function countFrames(ws: WebSocket): void {
  const bucket = new Bucket(frameRate.perSecond, frameRate.burst, performance.now())
  const count = () => {
    if (bucket.take(1, performance.now())) return
    // What was read already must not be worked through either.
    for (const kind of ['message', 'ping', 'pong']) ws.removeAllListeners(kind)
    ws.terminate()
  }
  ws.on('message', count).on('pong', count)
  ws.on('ping', (data) => {
    count()
    if (ws.readyState === ws.OPEN) ws.pong(data)
  })
}
