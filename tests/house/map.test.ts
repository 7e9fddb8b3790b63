import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import table from '../../src/commands/map.json' with { type: 'json' }

const root = new URL('../../', import.meta.url)

function read(path: string): string {
  return readFileSync(new URL(path, root), 'utf8')
}

function foldersIn(parent: string): string[] {
  return readdirSync(new URL(`${parent}/`, root), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${parent}/${entry.name}`)
}

function filesUnder(parent: string): string[] {
  return readdirSync(new URL(`${parent}/`, root), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.pathname.length))
}

/** The rows of the README's map: a folder or file in code marks, then its sentence. */
function mapInReadme(): Map<string, string> {
  const chapter = read('README.md').split('\n## The map\n')[1]?.split('\n## ')[0] ?? ''
  const rows = [...chapter.matchAll(/^\| `([^`]+)` +\| (.*?) +\|$/gm)]
  return new Map(rows.map(([, place, sentence]) => [place ?? '', sentence ?? '']))
}

/** Folders that hold other rows of the map need none of their own. */
const holders = ['src/lib']
const folders = ['src', 'src/lib', 'src/lib/server', 'tests']
  .flatMap(foldersIn)
  .filter((folder) => !holders.includes(folder))
const inReadme = mapInReadme()

describe('the map', () => {
  test('every folder has its sentence in the README', () => {
    expect(folders.filter((folder) => !inReadme.has(folder))).toEqual([])
  })

  test('everything the README’s map names exists', () => {
    expect([...inReadme.keys()].filter((place) => !existsSync(new URL(place, root)))).toEqual([])
  })

  test('every row says what the folder is for, in a sentence', () => {
    expect([...inReadme].filter(([, sentence]) => !/^\S.{10,}\.$/.test(sentence))).toEqual([])
  })

  test('the import table and the README name the same parts of src', () => {
    const now = table.filter((row) => !('later' in row)).map((row) => row.place)
    const named = [...inReadme.keys()].filter(
      (place) => place.startsWith('src/') && place !== 'src/lib/server',
    )
    expect([...new Set(now)].sort()).toEqual(named.sort())
  })

  test('a part the table keeps for later is not here yet', () => {
    const later = table.filter((row) => 'later' in row).map((row) => row.place)
    expect(later.filter((place) => existsSync(new URL(place, root)))).toEqual([])
  })

  test('the import table only lets in what it knows', () => {
    const known = [...table.map((row) => row.place), 'src/lib/server']
    const isKnown = (place: string) => known.some((one) => place === one || place.startsWith(`${one}/`))
    const used = table.flatMap((row) => [...row.may, ...('types' in row ? row.types : [])])
    expect(used.filter((place) => !isKnown(place))).toEqual([])
  })
})

describe('the house rules', () => {
  test('versions in package.json are exact', () => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
      read('package.json'),
    ) as Record<string, Record<string, string> | undefined>
    const versions = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
    expect(versions.length).toBeGreaterThan(0)
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
  })

  test('no file under src is longer than 350 lines', () => {
    const code = filesUnder('src').filter((file) => /\.(ts|svelte|mjs|css)$/.test(file))
    const long = code.filter((file) => read(file).trimEnd().split('\n').length > 350)
    expect(code.length).toBeGreaterThan(0)
    expect(long).toEqual([])
  })

  test('no barrel files inside src/lib', () => {
    expect(filesUnder('src/lib').filter((file) => /\/index\.(ts|js)$/.test(file))).toEqual([])
  })
})
