import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addAction, auditTrail, cast, noPhotos, smallService } from '../../../../tests/support/builders.ts'
import type { TestDesk } from '../../../../tests/support/builders.ts'
import { unzipped } from '../../../../tests/support/unzip.ts'
import { found, unzip } from '../../../commands/programs.mjs'
import { archivePaths, codeTakenOut, columnsOf } from '../../reablement/archive.ts'
import { archiveTables } from '../../reablement/archive-tables.ts'
import { unguarded } from '../../reablement/csv.ts'
import { PhotoFiles } from '../raised/photo-files.ts'
import type { KeptPhoto } from '../raised/photo-files.ts'
import { raised } from '../storage/raised-schema.ts'
import { colleague, goal, person, session } from '../storage/schema.ts'
import { exportArchive } from './export-archive.ts'
import type { ReadPhoto } from './export-archive.ts'

const { ada, mia, priya } = cast
// Long enough that no id or hash, drawn by lot, holds it by chance.
const code = '44718253'
const formula = '=HYPERLINK("http://x","tea")'
let desk: TestDesk
beforeEach(() => {
  desk = smallService()
  const { storage } = desk
  addAction(desk, { episode: 'kamla-stay', huddle: 'huddle-2026-11-20', detail: `key safe code is ${code}` })
  const wish = { episode: 'kamla-stay', by: null, state: 'met' as const }
  const said = [formula, "'=mine", 'Über "tea", toast\r\nand 🫖', '-1', '@home']
  storage
    .insert(goal)
    .values(said.map((what, position) => ({ ...wish, id: `g${String(position)}`, position, what })))
    .run()
  const signedIn = { id: 'hash-of-a-token', colleague: 'ada', startedAt: '', seenAt: '', endsAt: '' }
  storage.insert(session).values(signedIn).run()
  storage.update(colleague).set({ passwordHash: 'hash-of-a-password' }).run()
})
afterEach(() => desk.remove())

async function archive(photo: ReadPhoto = noPhotos): Promise<Buffer> {
  const { body } = await exportArchive(desk, ada, { photo })
  return Buffer.from(await new Response(body).arrayBuffer())
}

function raise(id: string, kept: KeptPhoto | null): void {
  const said = {
    episode: 'kamla-stay',
    colleague: 'priya',
    at: '2026-11-23T09:00:00.000Z',
    words: 'The step',
  }
  const photo = { photo: kept?.photo ?? null, photoSha256: kept?.sha256 ?? null }
  desk.storage
    .insert(raised)
    .values({ id, ...said, ...photo })
    .run()
}

/** Whether every reading of the database has ended: until then its log cannot be emptied. */
function logCarriedOver(): boolean {
  const said = desk.storage.$client.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
  return said[0]?.busy === 0
}

describe('the archive', () => {
  test('holds every planned file, and readers that did not write it find no damage', async () => {
    const bytes = await archive()
    expect([...unzipped(bytes).keys()]).toEqual(archivePaths())
    const folder = mkdtempSync(join(tmpdir(), 'perch-zip-'))
    const file = join(folder, 'archive.zip')
    writeFileSync(file, bytes)
    expect(execFileSync(found(unzip), ['-tq', file]).toString()).toContain('No errors')
    rmSync(folder, { recursive: true })
  })

  test('every table is there whole, and its CSV says row for row what its JSON says', async () => {
    const files = unzipped(await archive())
    const text = (path: string) => files.get(path)?.toString('utf8') ?? ''
    const counts = Object.fromEntries(
      archiveTables.map((table) => {
        const objects = JSON.parse(text(`json/${table.file}.json`)) as Record<
          string,
          string | number | null
        >[]
        const read: string[][] = parse(text(`csv/${table.file}.csv`), { bom: true })
        const [headings, ...rows] = read
        expect(headings).toEqual(columnsOf(table))
        const asText = (value: string | number | null = null) => String(value ?? '')
        expect(rows.map((row) => row.map(unguarded))).toEqual(
          objects.map((one) => columnsOf(table).map((column) => asText(one[column]))),
        )
        return [table.file, rows.length]
      }),
    )
    expect(counts).toMatchObject({ people: 3, episodes: 3, goals: 5, actions: 1, huddles: 2, teams: 6 })
    for (const [file, count] of Object.entries(counts))
      expect(text('index.html')).toContain(
        `<a href="#${file}">${file}</a>: ${count === 1 ? '1 row' : `${String(count)} rows`}.`,
      )
  })

  test('has the photos, byte for byte, by the rows they belong to; one that is gone or changed is said', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'perch-archive-photos-'))
    const files = new PhotoFiles(folder)
    const jpegs = [randomBytes(300_000), randomBytes(70_000), Buffer.from('gone'), Buffer.from('changed')]
    const kept = await Promise.all(jpegs.map((jpeg) => files.keep(jpeg)))
    for (const [place, one] of kept.entries()) raise(`raise-${String(place)}`, one)
    raise('raise-without', null)
    await files.remove(kept[2]?.photo ?? '')
    writeFileSync(join(folder, 'photos', `${kept[3]?.photo ?? ''}.jpg`), 'something else')

    const packed = unzipped(await archive((one) => files.read(one)))
    expect([...packed.keys()]).toEqual(archivePaths(['raise-0', 'raise-1']))
    expect([packed.get('photos/raise-0.jpg'), packed.get('photos/raise-1.jpg')]).toEqual(jpegs.slice(0, 2))
    const rows: Record<string, string>[] = parse(packed.get('csv/raised.csv') ?? '', {
      ...{ bom: true, columns: true },
    })
    expect(rows.map((row) => [row['id'], row['photo_sha256']])).toEqual([
      ...kept.map(({ sha256 }, place) => [`raise-${String(place)}`, sha256]),
      ['raise-without', ''],
    ])
    const page = packed.get('index.html')?.toString() ?? ''
    expect(page).toContain('<a href="#photos">photos</a>: 2 photos, and 2 missing.')
    expect(page).toContain('<a href="photos/raise-1.jpg">')
    expect(page.match(/>missing: the file was gone, or was no longer what had been kept</g)).toHaveLength(2)
    for (const { photo } of kept) expect([...packed.values()].join('')).not.toContain(photo)
    rmSync(folder, { recursive: true })
  })

  test('reads a photo when its turn comes, with the database let go, and never two at once', async () => {
    for (let one = 0; one < 40; one += 1)
      raise(`raise-${String(one)}`, { photo: `p${String(one)}`, sha256: 'x' })
    let asked = 0
    const { body } = await exportArchive(desk, ada, {
      photo: () => Promise.resolve(randomBytes(50_000 + (asked += 1))),
    })
    let taken = 0
    for await (const bytes of body) {
      taken += bytes.length
      expect(asked * 50_000).toBeLessThan(taken + 200_000)
      if (asked === 3) expect(logCarriedOver()).toBe(true)
    }
    expect(asked).toBe(40)
  })

  test('no cell is a formula to a spreadsheet', async () => {
    const files = unzipped(await archive())
    for (const [path, bytes] of files) {
      if (!path.endsWith('.csv')) continue
      const read: string[][] = parse(bytes, { bom: true })
      const cells = read.flat()
      expect(cells.filter((cell) => /^\s*[=+@]|^\s*-(?!\d+$)/.test(cell))).toEqual([])
    }
    const goals: { what: string }[] = parse(files.get('csv/goals.csv') ?? '', { bom: true, columns: true })
    expect(goals.map(({ what }) => what).slice(0, 2)).toEqual([`'${formula}`, "''=mine"])
  })

  test('has no key-safe code, no password, no session, and no table that stays inside', async () => {
    const everything = [...unzipped(await archive()).values()]
      .map((bytes) => bytes.toString('utf8'))
      .join('\n')
    for (const secret of [code, 'hash-of-a-token', 'hash-of-a-password'])
      expect(everything).not.toContain(secret)
    expect(everything).toContain(codeTakenOut)
    const files = [...unzipped(await archive()).keys()]
    expect(
      files.filter((path) => /session|screen.?code|page.?(edit|head|snapshot|client)/.test(path)),
    ).toEqual([])
  })

  test('is the service as it stood when it was asked for, and nobody waits for it', async () => {
    const { body } = await exportArchive(desk, ada, { photo: noPhotos })
    const reader = body.getReader()
    const first = await reader.read()
    desk.storage.update(person).set({ surname: 'Changed' }).where(eq(person.id, 'kamla')).run()
    const bytes: Uint8Array[] = first.value ? [first.value] : []
    for (let next = await reader.read(); !next.done; next = await reader.read()) bytes.push(next.value)
    const people = unzipped(Buffer.concat(bytes)).get('csv/people.csv')?.toString() ?? ''
    expect(people).toContain('Chauhan')
    expect(people).not.toContain('Changed')
  })

  test('is for administrators; who took it is known before the first byte', async () => {
    for (const who of [mia, priya, null])
      await expect(exportArchive(desk, who, { photo: noPhotos })).rejects.toMatchObject({
        code: who ? 'not-allowed' : 'not-signed-in',
      })
    const { name, body } = await exportArchive(desk, ada, { photo: noPhotos })
    expect(name).toBe('perch-archive-2026-11-23.zip')
    expect(auditTrail(desk).slice(-1)).toEqual(['export archive done'])
    await body.cancel()
  })

  test('lets go of the database when they leave, and when they read nothing more', async () => {
    const left = await exportArchive(desk, ada, { photo: noPhotos })
    const reader = left.body.getReader()
    await reader.read()
    await reader.cancel()
    const idle = await exportArchive(desk, ada, { photo: noPhotos, wait: 20 })
    const waiting = idle.body.getReader()
    await waiting.read()
    await expect(waiting.closed).rejects.toThrow('nobody read on')
    // With a reader left over the log could not be carried over whole.
    expect(logCarriedOver()).toBe(true)
  })
})
