// with-node.mjs SCRIPT [ARGS]: runs a script of the project with the right Node, whatever Node called this.
import { existsSync } from 'node:fs'
import { inside, installed, nodeHere } from './node-here.mjs'
import { become } from './run.mjs'

const [script, ...args] = process.argv.slice(2)

/** @param {string} words */
function refuse(words) {
  console.error(words)
  process.exit(2)
}

try {
  if (!script) refuse('Say which script to run: node src/commands/with-node.mjs SCRIPT [ARGS]')
  else if (!installed()) refuse('The packages are not installed here: run npm start or npm ci first.')
  else if (!existsSync(inside(script))) refuse(`There is no ${script} here.`)
  else await become(nodeHere(), [inside(script), ...args])
} catch (error) {
  refuse(error instanceof Error ? error.message : String(error))
}
