// What stands in for the service worker where the site keeps nothing (OFFLINE=0): it removes the old one and what it kept.

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  const kept = ["stories", "pictures", "files"].map((name) => caches.delete(name));
  event.waitUntil(Promise.all([...kept, self.registration.unregister()]));
});
