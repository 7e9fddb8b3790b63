// npm start: packages, build, serve. Built-ins only, because it runs before anything is installed.
import { build } from './build.mjs'
import { inside, nodeHere } from './node-here.mjs'
import { install } from './packages.mjs'
import { become } from './run.mjs'

try {
  if (!(await install())) process.exit(1)
  const node = nodeHere()
  if (!(await build())) process.exit(1)
  await become(node, [inside('src', 'main.ts'), ...process.argv.slice(2)], {
    NODE_ENV: process.env['NODE_ENV'] ?? 'production',
  })
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
