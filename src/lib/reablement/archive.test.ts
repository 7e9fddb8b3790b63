import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { archiveName, archivePaths, codeTakenOut, columnsOf, csvOf, jsonOf, pathsOf } from './archive.ts'
import { archivePage } from './archive-page.ts'
import { archiveTables, tablesThatStay } from './archive-tables.ts'
import type { ArchiveTable } from './archive-tables.ts'
import type { ArchiveRow } from './archive.ts'
import { unguarded } from './csv.ts'

const goals: ArchiveTable = {
  ...{ table: 'goal', file: 'goals', words: 'Goals & wishes.' },
  columns: { id: 'Its own name', what: 'The goal', position: 'Place' },
  stays: { secret: 'It lets somebody in.' },
  free: ['what'],
}

function tableFiles(table: ArchiveTable, rows: ArchiveRow[]): { csv: string; json: string } {
  return { csv: [...csvOf(table, rows)].join(''), json: [...jsonOf(table, rows)].join('') }
}

describe('a table’s files', () => {
  test('hold the planned columns in their order, and nothing else', () => {
    const { csv, json } = tableFiles(goals, [
      { position: 0, secret: 'x', what: 'Make, "tea"\r\n=1', id: 'g1' },
    ])
    expect(pathsOf(goals)).toEqual({ csv: 'csv/goals.csv', json: 'json/goals.json' })
    expect(parse(csv, { bom: true })).toEqual([
      ['id', 'what', 'position'],
      ['g1', 'Make, "tea"\r\n=1', '0'],
    ])
    expect(JSON.parse(json)).toEqual([{ id: 'g1', what: 'Make, "tea"\r\n=1', position: 0 }])
    expect(Object.keys((JSON.parse(json) as object[])[0] ?? {})).toEqual(columnsOf(goals))
  })

  test('without a row are headings and an empty list', () => {
    const { csv, json } = tableFiles(goals, [])
    expect(parse(csv, { bom: true })).toEqual([['id', 'what', 'position']])
    expect(JSON.parse(json)).toEqual([])
  })

  test('say the same to two independent readers, whatever stands in them', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('=1+1', "'=x", '@a', '-1'),
      fc.constant(null),
    )
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1 }), (cells) => {
        const { csv, json } = tableFiles(
          { ...goals, free: [] },
          cells.map((what) => ({ id: 'g', what, position: 1 })),
        )
        const [, ...lines] = parse(csv, { bom: true })
        const objects = JSON.parse(json) as { what: string | null }[]
        expect(lines.map((line) => unguarded(line[1] ?? ''))).toEqual(objects.map(({ what }) => what ?? ''))
      }),
    )
  })

  test('hold no code of a key safe, should one ever have come in', () => {
    const { csv, json } = tableFiles(goals, [{ id: 'g1', what: 'key safe 4471', position: null }])
    expect(csv + json).not.toContain('4471')
    expect(JSON.parse(json)).toEqual([{ id: 'g1', what: codeTakenOut, position: null }])
  })
})

describe('the plan', () => {
  test('names each file once, the page last', () => {
    const paths = archivePaths()
    expect(paths.at(-1)).toBe('index.html')
    expect(archivePaths(['r1']).slice(-2)).toEqual(['photos/r1.jpg', 'index.html'])
    expect(new Set(paths).size).toBe(paths.length)
    expect(paths).toHaveLength(1 + 2 * archiveTables.length)
    for (const path of paths) expect(path).toMatch(/^(?:index\.html|csv\/[a-z-]+\.csv|json\/[a-z-]+\.json)$/)
    expect(archiveName('2026-11-23')).toBe('perch-archive-2026-11-23.zip')
  })

  test('explains every column', () => {
    for (const { columns, words } of archiveTables) {
      expect(words).toMatch(/\.$/)
      for (const said of Object.values(columns)) expect(said.length).toBeGreaterThan(2)
    }
  })
})

describe('the first page', () => {
  const page = archivePage({
    ...{
      service: 'City <reablement>',
      by: 'Lewis Carr',
      at: '2026-07-01T23:30:00.000Z',
      today: '2026-07-02',
    },
    rows: { person: 113, goal: 1 },
    photos: [
      { raised: 'r1', at: '2026-07-01T23:30:00.000Z', there: true },
      { raised: 'r2', at: '2026-07-01T09:30:00.000Z', there: false },
    ],
  })

  test('runs nothing, fetches nothing, and shows text as text', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|\son\w+=|https?:/i)
    expect(page).toContain('City &lt;reablement&gt;')
    expect(page).not.toContain('City <')
    expect(page).toContain(`default-src 'none'`)
  })

  test('links every file there is, and no other', () => {
    const linked = [...page.matchAll(/href="([^"#][^"]*)"/g)].map(([, path]) => path)
    expect(linked.toSorted()).toEqual(archivePaths(['r1']).slice(0, -1).toSorted())
    const anchors = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id ?? '')
    for (const id of anchors) expect(page).toContain(`<h2 id="${id}">`)
  })

  test('explains every table and column, what stays inside, and how to keep it', () => {
    for (const table of archiveTables) {
      const part = page.split(`<h2 id="${table.file}">`)[1]?.split('<h2')[0] ?? ''
      for (const column of columnsOf(table)) expect(part).toContain(`<th scope="row">${column}</th>`)
      for (const column of Object.keys(table.stays ?? {}))
        expect(part).toContain(`Not in it: <code>${column}</code>`)
    }
    for (const table of Object.keys(tablesThatStay)) expect(page).toContain(`<code>${table}</code>`)
    expect(page.split('<h2>What is not in it</h2>')[1]).toContain(
      '<li>Photos of episodes that ended more than 28 days before',
    )
    expect(page).toContain('Of safeguarding it holds that a concern was raised')
    expect(page).toContain('Keep it encrypted')
    expect(page).toContain('There are no key-safe codes in it')
  })

  test('links each photo by its row, and says which was not there', () => {
    expect(page).toContain('<a href="#photos">photos</a>: 1 photo, and 1 missing.')
    expect(page).toContain(
      '<tr><th scope="row">r1</th><td>2 Jul 2026, 00:30</td><td><a href="photos/r1.jpg">photos/r1.jpg</a></td></tr>',
    )
    expect(page).toContain(
      '<tr><th scope="row">r2</th><td>1 Jul 2026, 10:30</td><td>missing: the file was gone',
    )
  })

  test('says by whom and when, in England’s time, and how much there is', () => {
    expect(page).toContain('Taken by Lewis Carr on Thursday 2 July 2026 at 00:30.')
    expect(page).toContain('<a href="#people">people</a>: 113 rows.')
    expect(page).toContain('<a href="#goals">goals</a>: 1 row.')
    expect(page).toContain('<a href="#notes">notes</a>: 0 rows.')
  })
})
