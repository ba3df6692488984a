// Keeps the whole page for use offline. A version is stored whole, every file checked against its hash, or not at all;
// it replaces the one before when nobody looks at that any more, or when the reader asks for it.
const { version, files } = /* filled in when the page is built */ "@PARTS@";
const OURS = `reportdiff ${self.registration.scope} `; // an address may hold several such folders
const STORE = OURS + version;

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const store = await caches.open(STORE);
    try {
      await Promise.all(files.map(async ({ name, integrity }) => {
        const answer = await fetch(name, { integrity, cache: "no-cache" });
        if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
        await store.put(name, answer);
      }));
      await store.put("./", (await store.match("index.html")).clone());
    } catch (error) {
      await caches.delete(STORE);
      throw error;
    }
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith(OURS) && name !== STORE) await caches.delete(name);
    }
    await self.clients.claim();
  })());
});

self.addEventListener("message", (event) => {
  if (event.data === "replace") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET" || new URL(event.request.url).origin !== self.location.origin) return;
  event.respondWith((async () => {
    const store = await caches.open(STORE);
    return (await store.match(event.request, { ignoreSearch: true })) ?? fetch(event.request);
  })());
});
