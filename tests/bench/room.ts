import { writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { contenders } from './room/contenders.ts'
import { climb, fill, lost, round } from './room/measures.ts'
import type { Size } from './room/measures.ts'
import { Server } from './room/server.ts'
import { table } from './room/table.ts'
import type { Figures } from './room/table.ts'

const full: Size & { rounds: number; steps: number[] } = {
  ...{ rounds: 3, seconds: 20, warmUp: 5, joins: 10, coldStarts: 3, kills: 20 },
  steps: [10, 100, 200, 250, 300, 350, 400, 450, 500],
}
const quick: typeof full = {
  ...{ rounds: 1, seconds: 2, warmUp: 1, joins: 3, coldStarts: 1, kills: 2 },
  steps: [10, 20],
}

const said = (name: string) => process.argv.includes(`--${name}`)
const given = (name: string) => process.argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1]

/**
 * Our room server and its peers on the same work, in turn. `--quick` a smoke run · `--write` into docs/bench-room.md ·
 * `--only=perch,relay` · `--parts=page,kill,climb` · `--rounds=5` · `--steps=10,50,100` · `--profile=FOLDER` for `.cpuprofile` files.
 */
export async function benchRoom(): Promise<void> {
  const size = { ...(said('quick') ? quick : full) }
  size.rounds = Number(given('rounds') ?? size.rounds)
  size.steps = given('steps')?.split(',').map(Number) ?? size.steps
  const parts = (given('parts') ?? 'page,kill,climb').split(',')
  const only = given('only')?.split(',')
  const asked = contenders.filter(({ file }) => only?.includes(file) ?? true)
  const settings = { pages: Math.max(...size.steps) + 1, profile: given('profile') ?? null }
  const servers = asked.map((contender) => new Server(contender, settings))
  const all: Figures[] = asked.map(({ name, syncs }) => ({
    name,
    syncs,
    rounds: [],
    lost: null,
    pages: null,
  }))
  try {
    for (const [name, part] of [
      ['page', rounds],
      ['kill', kills],
      ['climb', climbs],
    ] as const) {
      if (!parts.includes(name)) continue
      await part(servers, all, size)
      const words = report(all, size)
      console.log(`\n${words}`)
      if (said('write')) writeFileSync('docs/bench-room.md', words)
    }
  } finally {
    for (const server of servers) await server.remove()
  }
}

async function rounds(servers: Server[], all: Figures[], size: typeof full): Promise<void> {
  for (const server of servers) if (server.contender.syncs) await fill(server)
  for (let number = 0; number < size.rounds; number += 1) {
    for (const [index, server] of servers.entries()) {
      const figures = await round(server, size)
      all[index]?.rounds.push(figures)
      const { p50, p99, cpuPerThousand, shown } = figures
      console.log(
        `round ${String(number + 1)}, ${server.contender.name}: ${p50.toFixed(2)} / ${p99.toFixed(2)} ms, ` +
          `${cpuPerThousand.toFixed(2)} CPU s / 1,000 edits, ${(shown * 100).toFixed(1)} % shown`,
      )
    }
  }
}

async function kills(servers: Server[], all: Figures[], size: typeof full): Promise<void> {
  for (const [index, server] of servers.entries()) {
    const figures = all[index]
    if (!figures || !server.contender.syncs) continue
    figures.lost = { gone: await lost(server, size.kills), of: size.kills }
    console.log(`${server.contender.name}: ${String(figures.lost.gone)} of ${String(size.kills)} lost`)
  }
}

async function climbs(servers: Server[], all: Figures[], size: typeof full): Promise<void> {
  for (const [index, server] of servers.entries()) {
    const figures = all[index]
    if (!figures) continue
    console.log(`${server.contender.name}, pages of 20:`)
    figures.pages = await climb(server, size.steps, size, ({ pages, p50, p99, shown }) => {
      console.log(
        `  ${String(pages)}: ${p50.toFixed(1)} / ${p99.toFixed(1)} ms, ${(shown * 100).toFixed(1)} % shown`,
      )
    })
  }
}

function report(all: Figures[], size: typeof full): string {
  const machine = `${cpus()[0]?.model.trim() ?? 'unknown'}, ${String(cpus().length)} cores, node ${process.version}`
  return `# The room server beside its peers

Made by \`npm run bench -- room --write\` on ${new Date().toISOString().slice(0, 10)}; not written by hand.
Machine: ${machine}, load ${loadavg()[0]?.toFixed(1) ?? ''} at the end. Rounds: ${String(size.rounds)}, interleaved, ${String(size.seconds)} s each, medians.

${table(all)}

- **The work**: one page, 113 people with a note and a mark each, 30 clients; six type 5 characters a second, four set a mark a second, and each tells its caret with every edit. Drivers are one process of raw sockets, every server a process of its own, both on the same machine.
- **shown**: from sending an edit to its arrival at each single other client. **CPU**: user and system seconds of the server process. **Memory**: resident, at the end of a round.
- **join**: from connecting to sync step 2; after a restart, the first to join a new process.
- **lost**: one edit, acknowledged ("saved", "synced") or, where a server acknowledges nothing, seen by another client; 50 ms later \`kill -9\`, start, join, look.
- **pages × 20**: pages of 20 clients, one of them typing 5 characters a second with its caret, until p99 passes 100 ms or an edit is not shown; driver and servers share the cores.
- Perch commits with \`synchronous=FULL\`, guards every edit and keeps its author. Hocuspocus stores 2 s after the last edit, the reference server and the relay keep nothing.
`
}
