// npm run tidy: make it good, as far as a program can.
import { inside, nodeHere } from './node-here.mjs'
import { run } from './run.mjs'

/** @param {string} tool @param {string[]} args */
const runTool = (tool, args) => run(nodeHere(), [inside('node_modules', tool), ...args])

const linted = await runTool('eslint/bin/eslint.js', ['.', '--fix'])
const formatted = await runTool('prettier/bin/prettier.cjs', ['--write', '--log-level', 'warn', '.'])
process.exit(linted.code || formatted.code)
