// Asks the page what a finger or a mouse would hit. Each fault is a sentence; the counts say what was looked at.
() => {
    const faults = [], counts = {links: 0, pictures: 0, blurbs: 0, clocks: 0};
    const named = element => element ? `<${element.tagName.toLowerCase()} class="${element.className}">`
        + ` ${(element.textContent || element.alt || "").trim().slice(0, 40)}` : "nothing";
    const seen = element => element.checkVisibility({visibilityProperty: true, opacityProperty: true})
        && !element.closest(".unseen, .skip");

    /** The rectangles of the element's lines of text, as they stand on the screen now. */
    const lines = element => {
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), found = [], range = document.createRange();
        while (walker.nextNode()) {
            if (!walker.currentNode.data.trim() || walker.currentNode.parentElement.closest(".unseen")) continue;
            range.selectNodeContents(walker.currentNode);
            found.push(...[...range.getClientRects()].filter(({width, height}) => width > 2 && height > 2));
        }
        const around = element.closest(".headline, .blurb") ?? element; // of long words, only the first lines show
        if (getComputedStyle(around).overflowY !== "clip") return found;
        return found.filter(({top, height}) => top + height / 2 < around.getBoundingClientRect().bottom);
    };

    /** Lets `allowed` judge what lies on top at five points of each rectangle that `rectangles()` gives. */
    const probe = (what, element, rectangles, allowed) => {
        element.scrollIntoView({block: "center", inline: "center", behavior: "instant"});
        for (let number = 0; number < rectangles().length; number++) {
            const middle = rectangles()[number].top + rectangles()[number].height / 2;
            if (middle < 0 || middle >= innerHeight) scrollBy({top: middle - innerHeight / 2, behavior: "instant"});
            const box = rectangles()[number];
            for (const [across, down] of [[0.1, 0.25], [0.9, 0.25], [0.5, 0.5], [0.1, 0.75], [0.9, 0.75]]) {
                const hit = document.elementFromPoint(box.left + box.width * across, box.top + box.height * down);
                if (allowed(hit)) continue;
                faults.push(`${what} ${named(element)}: ${named(hit)} lies over it`);
                return;
            }
        }
    };

    /** The link of the story that the element belongs to: the headline's in the nearest entry around it. */
    const storyLink = element => {
        for (let around = element.parentElement; around && !around.matches("main, aside"); around = around.parentElement) {
            const link = around.querySelector(".headline a[href], a.headline[href]");
            if (link) return link;
        }
        return null;
    };

    for (const link of document.querySelectorAll("a[href]")) {
        if (!seen(link) || !lines(link).length) continue;
        counts.links++;
        probe("link", link, () => lines(link), hit => hit?.closest("a") === link);
    }
    const pictures = [...document.querySelectorAll(":is(main, aside) picture")]
        .filter(picture => !picture.closest(".story, .person, .topic"));
    for (const picture of pictures) {
        counts.pictures++;
        const image = picture.querySelector("img"), link = storyLink(picture);
        probe("picture", image, () => [image.getBoundingClientRect()], hit => link && hit?.closest("a") === link);
    }
    for (const blurb of document.querySelectorAll(".blurb")) {
        counts.blurbs++;
        const link = storyLink(blurb);
        probe("blurb", blurb, () => lines(blurb), hit => link && hit?.closest("a") === link);
    }
    const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    for (const clock of document.querySelectorAll("main .clock")) {
        counts.clocks++;
        const entry = clock.closest("li"), [box] = lines(clock);
        const others = [...entry.querySelectorAll("img, .label, .headline, .blurb")].filter(seen);
        for (const other of others) {
            const places = other.matches("img") ? [other.getBoundingClientRect()] : lines(other);
            if (places.some(place => overlap(place, box))) faults.push(`clock ${named(clock)}: ${named(other)} covers it`);
        }
    }
    scrollTo({top: 0, behavior: "instant"});
    return {faults, counts};
}
