/** The app is static files: whatever serves them, the relay or any web server, needs no Node at run time. */
/** @type {import('next').NextConfig} */
const config = {
  output: 'export',
  trailingSlash: true,
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  images: { unoptimized: true },
  turbopack: { resolveAlias: { 'next/dist/compiled/buffer': './scripts/no-buffer.js' } },
  // `npm run check` reads the types of the whole tree, tests included; whoever only starts the app need not wait for it.
  typescript: { ignoreBuildErrors: true },
};

export default config;
