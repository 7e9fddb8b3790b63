import { randomUUID } from 'node:crypto'
import { cpus } from 'node:os'
import { chromium } from '@playwright/test'
import type { Browser, Page } from '@playwright/test'
import { chromiumFlags, findChromium } from '../../src/commands/chromium.mjs'
import type { BoardRow } from '#lib/reablement/board.ts'
import { colleagueAt } from '../support/browser.ts'
import { pause, Perch } from '../support/perch.ts'
import { command, SignedIn } from '../support/signed-in.ts'
import type { OnPage } from '../support/signed-in.ts'

const priya = 'priya.shah@perch.example'
const others = 14
const rounds = 40

/** How long the board takes to open with 113 people, and how long what one does takes to appear to fourteen others. */
export async function benchPage(): Promise<void> {
  const perch = await Perch.start()
  const browser = await chromium.launch({ executablePath: findChromium() ?? '', args: chromiumFlags })
  try {
    console.log(
      `${cpus()[0]?.model.trim() ?? 'unknown'}, ${String(cpus().length)} cores, node ${process.version}`,
    )
    await opening(browser, perch)
    await appearing(browser, perch)
  } finally {
    await browser.close()
    await perch.remove()
  }
}

async function opening(browser: Browser, perch: Perch): Promise<void> {
  const page = await colleagueAt(browser, perch, priya, '/board')
  const rowsAt: number[] = []
  const contentAt: number[] = []
  for (let round = 0; round < 7; round += 1) {
    await page.goto('/board')
    await page.getByRole('row').nth(113).waitFor()
    const [first, rows] = await page.evaluate(() => {
      const paint = performance.getEntriesByName('first-contentful-paint')[0]
      return [paint?.startTime ?? 0, performance.now()] as const
    })
    contentAt.push(first)
    rowsAt.push(rows)
  }
  const { script, coded } = await scriptBytes(page)
  say('board, first contentful row (ms)', contentAt)
  say('board, all 113 rows there (ms)', rowsAt)
  console.log(`board, script at first load: ${kB(coded)} over the wire, ${kB(script)} unpacked`)
  await page.context().close()
}

async function scriptBytes(page: Page): Promise<{ script: number; coded: number }> {
  await page.reload()
  await page.getByRole('row').nth(113).waitFor()
  await page.waitForLoadState('networkidle')
  return page.evaluate(() => {
    const scripts = (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).filter(
      ({ name }) => new URL(name).pathname.endsWith('.js'),
    )
    const sum = (of: (entry: PerformanceResourceTiming) => number) =>
      scripts.reduce((all, one) => all + of(one), 0)
    return { script: sum((one) => one.decodedBodySize), coded: sum((one) => one.encodedBodySize) }
  })
}

async function appearing(browser: Browser, perch: Perch): Promise<void> {
  const writer = await SignedIn.as(perch, priya)
  const episode = await someEpisode(browser, perch)
  const [author, ...readers] = await Promise.all(Array.from({ length: others + 1 }, () => writer.page()))
  if (!author) throw new Error('nobody to write')
  say(
    `a keystroke to ${String(others)} others, the last of them (ms)`,
    await keystrokes(author, readers, episode),
  )
  for (const page of [author, ...readers]) page.leave()
  say(`an agreed action to ${String(others)} others, the last of them (ms)`, await agreed(writer, episode))
}

async function someEpisode(browser: Browser, perch: Perch): Promise<string> {
  const page = await colleagueAt(browser, perch, priya, '/board')
  const link = await page.locator('a[href^="/episodes/"]').first().getAttribute('href')
  await page.context().close()
  return link?.split('/').at(-1) ?? ('' satisfies BoardRow['episode'])
}

async function keystrokes(author: OnPage, readers: OnPage[], episode: string): Promise<number[]> {
  const taken: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const length = author.note(episode).length + 1
    const seen = readers.map((reader) => whenLong(reader, episode, length))
    const began = performance.now()
    author.note(episode).insert(length - 1, 'a')
    await Promise.all(seen)
    taken.push(performance.now() - began)
    await pause(30)
  }
  return taken
}

function whenLong(reader: OnPage, episode: string, length: number): Promise<void> {
  const note = reader.note(episode)
  return new Promise((done) => {
    const look = () => {
      if (note.length < length) return
      note.unobserve(look)
      done()
    }
    note.observe(look)
  })
}

async function agreed(writer: SignedIn, episode: string): Promise<number[]> {
  const [author, ...readers] = await Promise.all(Array.from({ length: others + 1 }, () => writer.live()))
  if (!author) throw new Error('nobody to agree')
  const taken: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const id = randomUUID()
    const seen = readers.map(
      ({ socket }) =>
        new Promise<void>((done) => {
          socket.once('notice', () => {
            done()
          })
        }),
    )
    const began = performance.now()
    const answer = await command(author.socket, 'agree action', {
      ...{ id, episode, kind: 'task', title: 'Review morning call length', quantity: 1 },
      ...{ team: 'RP', owner: null, due: '2026-11-26' },
    })
    if (!answer.ok) throw new Error(answer.problem.words)
    await Promise.all(seen)
    taken.push(performance.now() - began)
    await pause(60)
  }
  for (const { socket } of [author, ...readers]) socket.disconnect()
  return taken
}

function say(what: string, taken: number[]): void {
  const sorted = [...taken].sort((a, b) => a - b)
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1)
  console.log(`${what}: median ${at(0.5)}, p95 ${at(0.95)}, worst ${at(1)}, of ${String(sorted.length)}`)
}

const kB = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`
