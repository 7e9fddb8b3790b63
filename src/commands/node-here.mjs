// Which Node runs Perch. Any Node from 18 on can read this file: it must answer before Node 24 is known to be there.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the project. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/** The oldest Node that runs TypeScript files and the SQLite binding. */
const oldest = 24

/** A path inside the project. @param {...string} parts */
export const inside = (...parts) => join(root, ...parts)

/** Whether packages were ever installed here. */
export const installed = () => existsSync(inside('node_modules', '.package-lock.json'))

/**
 * The Node to run Perch with: the one that came with the packages, else the one running now when it is new enough.
 * @returns {string} path of the program
 * @throws {Error} in plain words, when there is neither
 */
export function nodeHere() {
  const windows = process.platform === 'win32'
  const packaged = `node-${windows ? 'win' : process.platform}-${process.arch}`
  const program = inside('node_modules', packaged, 'bin', windows ? 'node.exe' : 'node')
  if (existsSync(program)) return program
  if (Number.parseInt(process.versions.node) >= oldest) return process.execPath
  throw new Error(
    `Perch needs Node ${oldest} or newer. This is Node ${process.versions.node}, and no Node came with the packages ` +
      `for ${process.platform} ${process.arch}. Install Node ${oldest} from https://nodejs.org, then run this again.`,
  )
}

/**
 * The environment for programs of the project, so that a plain `node` in them is the right one too.
 * @param {Record<string, string | undefined>} [more]
 * @returns {NodeJS.ProcessEnv}
 */
export function environment(more = {}) {
  const path = [inside('node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter)
  return { ...process.env, PATH: path, ...more }
}
