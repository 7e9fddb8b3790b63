import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import { report } from './report.ts'

// The floor: every message goes to everybody else on the same page, unread and unkept.
const pages = new Map<string, Set<WebSocket>>()
const server = createServer()

new WebSocketServer({ server, perMessageDeflate: false }).on('connection', (socket, request) => {
  const name = request.url ?? ''
  const page = pages.get(name) ?? new Set()
  pages.set(name, page.add(socket))
  socket.on('error', () => socket.terminate())
  socket.on('close', () => page.delete(socket))
  socket.on('message', (data) => {
    for (const other of page) if (other !== socket) other.send(data)
  })
})
report(server)
