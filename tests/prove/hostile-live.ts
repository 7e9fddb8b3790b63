import { setTimeout as wait } from 'node:timers/promises'
import { WebSocket } from 'ws'
import type { Someone } from './crowd-people.ts'

const deep = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth)
const command = (input: string) => `420["command",{"kind":"agree action","input":${input}}]`

/** Packets no Socket.IO client sends; each follows a proper opening (or none). */
export const badPackets: (string | Uint8Array)[] = [
  '',
  '4',
  '42',
  '42[',
  '42{}',
  '42[]',
  '42[null]',
  '42[{"a":1}]',
  '42["disconnect"]',
  '42["connect_error",{}]',
  '42["newListener",1]',
  '42["__proto__",{}]',
  '42["constructor","toString"]',
  '42["command"]',
  '420["command",null]',
  '420["command",{"kind":"__proto__","input":{}}]',
  '420["command",{"kind":"constructor"}]',
  '420["command",{"__proto__":{"kind":"close huddle"}}]',
  command('null'),
  command('[]'),
  command(`"${'x'.repeat(60_000)}"`),
  command('{"id":{"toString":1},"episode":["a"],"due":1e308}'),
  command(deep('[', ']', 20_000)),
  command(deep('{"a":', '1}', 100)),
  `42["active"${',1'.repeat(20_000)}]`,
  `420${'9'.repeat(400)}["command"]`,
  '43',
  '4399["x"]',
  '43["x"]',
  '44{"message":"no"}',
  '45',
  '451-["command",{"_placeholder":true,"num":0}]',
  '4599999999-["command"]',
  '45-1-["command"]',
  '451-["command",{"_placeholder":true,"num":-1}]',
  '46["x"]',
  '47',
  '49',
  '40/admin,',
  '40/__proto__,{}',
  '41',
  '40',
  '0{"sid":"mine"}',
  '1',
  '2',
  '3',
  '5',
  '6',
  '7',
  'b4AAAA',
  'x'.repeat(70_000),
  Uint8Array.of(4, 2, 255),
  new Uint8Array(60_000),
]

/** Says these packets on one connection to the notices, signed in or not; waits until it ends, or `patience` milliseconds. */
export async function sayPackets(
  who: Someone,
  how: { signedIn: boolean; opened: boolean },
  packets: (string | Uint8Array)[],
  patience: number,
): Promise<void> {
  const cookie = how.signedIn ? { cookie: who.cookie } : {}
  const ws = new WebSocket(`${who.address.replace(/^http/, 'ws')}/live/?EIO=4&transport=websocket`, {
    headers: { ...cookie, origin: who.address },
  })
  ws.on('error', () => undefined)
  const ended = new Promise<void>((done) => ws.on('close', () => done()))
  ws.on('open', () => {
    if (how.opened) ws.send('40{}')
    for (const packet of packets) ws.send(packet)
  })
  await Promise.race([ended, wait(patience)])
  ws.terminate()
}
