"""Headings of the site: what stands under one of them, until the next heading of its rank, is the site's and not the page's own.

A heading is compared after folding (`parsers.grammar.headings.fold`). `SITE_HEADINGS` are whole folded headings; each of
`SITE_HEADING_PATTERNS` is a rule with a regular expression for a whole folded heading.
"""

from __future__ import annotations

SITE_HEADINGS: frozenset[str] = frozenset(
    heading.strip()
    for heading in """
    about us
    advertisement
    book an appointment
    connect with us
    contact
    contact us
    contents
    cookie preferences
    cookie settings
    disclaimer
    explore more
    external links
    find a doctor
    find a location
    find a provider
    follow us
    get in touch
    in this article
    in this section
    languages
    latest news
    learn more
    locations near you
    main menu
    make an appointment
    meet our doctors
    menu
    more from us
    more information
    more services
    navigation
    news
    newsletter
    on this page
    other services
    our doctors
    our locations
    our services
    page contents
    patient stories
    popular pages
    popular searches
    privacy policy
    quick links
    read more
    read next
    recent posts
    references
    related articles
    related conditions
    related content
    related information
    related links
    related pages
    related procedures and services
    related services
    related topics
    related treatments
    related videos
    request an appointment
    schedule an appointment
    search
    share
    share this page
    sign up for our newsletter
    site map
    sources
    sponsored
    stay connected
    subscribe
    table of contents
    was this page helpful
    we use cookies
    you may also like
    you might also be interested in
    your privacy
    """.splitlines()
    if heading.strip()
)

_ORGANISATION = r"(?:clinics?|cent(?:er|re)s?|hospitals?|dental|dentistry|associates|institute|practice|team|group)"

SITE_HEADING_PATTERNS: tuple[tuple[str, str], ...] = (
    # Not `Ready to go home`: what is taken up is a visit, not the patient's day.
    (
        "call_to_action_section",
        r"(?:are you )?ready to (?:take|book|schedule|start|get started|learn|talk|move forward|experience|discuss|transform|begin|make)\b.*|take the (?:first|next) step.*|get started(?: today| now)?|start your .*journey.*|let us help.*|we(?: a)?re here (?:to help|for you).*"
        r"|(?:book|schedule|request|arrange|reserve|make) (?:now|online|today|(?:an?|your|my) (?:free |new |virtual |online )?(?:\w+ )?(?:appointment|consultation|consult|visit|call|session|evaluation|slot))\b.*|how to book .*"
        r"|(?:still )?(?:have|got) (?:any |more |other |further |a |additional )*questions?|(?:talk|speak|chat) (?:to|with) (?:us|our)\b.*|(?:special |limited |exclusive )(?:promotion|offer|discount)s?.*"
        r"|(?:explore|discover|browse|see|view) (?:other|our|more|all) .*|(?:sign up|subscribe|keep|stay) .*(?:newsletter|updates?|touch|informed|loop)",
    ),
    # Not `About the surgeons fee`: the people end it.
    (
        "staff_section",
        r"(?:meet|about) (?:dr|our|your|the) .*(?:team|doctors?|surgeons?|specialists?|staff|authors?|dentists?|physicians?|providers?|experts?|therapists?)|(?:meet|about) (?:dr|prof|the author)\b.*"
        r"|(?:meet )?(?:our|the) (?:team|doctors?|surgeons?|specialists?|experts|staff|dentists?|physicians?|providers|consultants?|therapists?)|(?:about|written by|reviewed by|posted by) (?:the )?author.*",
    ),
    # Not `Why choose a pad over a wrap?`, nor `Review of medications`.
    (
        "praise_section",
        r"(?:(?:patient|client|customer|our|google) )+(?:testimonials?|reviews|success stories|stories|feedback)(?: .*)?|testimonials?|reviews|success stories|what (?:our )?(?:patients|clients|customers|people|others) (?:are saying|say)\b.*"
        rf"|why (?:choose|trust|visit|come to|patients choose) (?:us|our|dr|mr|mrs|ms|prof)\b.*|why (?:choose|trust|visit) .*\b{_ORGANISATION}",
    ),
    # Not `Call us if you have a fever`: when to call is the page's advice.
    (
        "contact_section",
        r"(?!.*\b(?:if|when|once|before|after|immediately|straight away|right away|urgently)\b)(?:contact|call|visit|reach|find|follow|join|email|message|connect with) (?:us|our|the (?:team|clinic|office|practice))\b.*"
        rf"|(?:our )?(?:address|addresses|directions|location map|contact (?:details|information|info|numbers?))|about (?:us|our|the|this) {_ORGANISATION}"
        r"|our (?:locations?|offices?|clinics?|facilit(?:y|ies)|gallery|blog|mission|vision|values|story|promise|partners)|(?:accepted |we accept )?insurance (?:partners|plans|companies|providers)(?: accepted)?",
    ),
    # Not `Related codes`, nor `More about the procedure`.
    (
        "related_section",
        r"(?:recent|latest|related|popular|featured|trending|recommended|suggested) (?!codes)(?:\w+ ){0,2}(?:posts?|articles?|news|blogs?|stories|videos?|resources|reading|media|services|pages|links|guides|treatments|tests|procedures|conditions|topics|products|content|information)(?: .*)?"
        r"|more (?:from|articles|posts|services|resources|news|stories|like this)\b.*|(?:next|previous|read) (?:post|article|page|next|more)(?: .*)?|you (?:may|might) (?:also )?(?:like|be interested in|enjoy).*|leave (?:a|your) (?:reply|comment).*|(?:\d+ )?comments?|post a comment"
        r"|tags?|categor(?:y|ies)|archives?|share (?:this|it|on|with)\b.*|blog|gallery|downloads?",
    ),
)
