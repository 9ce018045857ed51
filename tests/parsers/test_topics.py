"""Which topic an instruction has: sentences and fragments by their topic, and what holds of the lists of phrases.

A line `Label: text` is asked as a labelled item. The lines under None speak of no topic of their table.
"""

from __future__ import annotations

import re
from collections import Counter

import pytest

from parsers.facts.topics import topic_of
from schemas.vocabulary.topics import NOT_A_TOPIC, PREPARATION_TOPICS, RECOVERY_TOPICS, Topic

Table = tuple[Topic, ...]
BOTH = [pytest.param(PREPARATION_TOPICS, id="preparations"), pytest.param(RECOVERY_TOPICS, id="recovery")]

PREPARATION: dict[str | None, str] = {
    "fasting": """
        Don't eat for two hours before the test.
        No milk within four hours of the operation
        Sips of clear water until 2 hours beforehand
        Patients may need to fast for a few hours before the procedure.
        Stop all solid food the day before the colonoscopy.
        Only clear liquids such as broth or apple juice are allowed on the day before.
        The stomach must be empty for the gastroscopy, so have nothing by mouth after 10 pm.
        NPO for at least 8 hours before general anesthesia
        Don't eat or drink anything except water for six hours before the CT.
        Avoid caffeine for 24 hours before the heart stress test.
        No breakfast on the morning of the blood draw.
        Light snack permitted up to 6 hours before
        Refrain from food and drink for four hours prior to the procedure.
        Fasting might be required if sedation will be used.
        Infants may have breast milk until four hours before.
        Alcohol must be avoided for two days before the liver biopsy.
        Stay away from food and beverages from ten o'clock the night before.
        Toddlers can have water or diluted apple juice up to two hours before the anesthetic.
        Coffee, chocolate, and cola are off limits for a day before the adenosine scan.
        Formula-fed babies should have their last bottle six hours before the scan.
        Keep to clear broths and gelatin on the day before.
        You must come with an empty stomach.
        An overnight fast of 10 to 12 hours is required for lipid measurement.
        Depending on the anesthesia, patients may be told not to eat for several hours.
        Stop tube feeds four hours before the swap.
        Eating solids is not allowed from the evening before; water is fine until 6 am.
    """,
    "smoking": """
        Quit smoking at least a month ahead of the fusion to help the bone heal.
        Nicotine patches and e-cigarettes also have to be stopped.
        Patients who use tobacco are advised to stop six weeks before flap surgery.
        No cigarettes or vaping on the day of the angiogram.
        Smokers are urged to quit before the bone graft.
    """,
    "allergies": """
        Inform the team of any allergies to iodine, shellfish, or latex.
        Have you ever reacted badly to a local anaesthetic? Mention any allergic reaction.
        Known drug allergies
        Let us know whether adhesive tape has ever given you an allergic rash.
        Mention a previous reaction to anesthetic agents.
        Report any allergies to contrast material or shellfish.
    """,
    "medication": """
        Adjustments to medications, especially blood thinners, might be required.
        Drink the laxative solution in two halves as printed on the bottle.
        Iron supplements should be discontinued a week prior.
        Patients taking warfarin or clopidogrel may be asked to stop them temporarily.
        People with diabetes should ask how to adjust their insulin on the day of the PET scan.
        Metformin might have to be paused for 48 hours.
        Antibiotics may be prescribed ahead of the implant for patients with a heart valve.
        Dilating drops are put in half an hour beforehand.
        Stop antihistamines five days before the skin prick test.
        Blood-thinning agents: stop as directed
        Continue beta blockers on the morning of surgery with a sip of water.
        A sedative may be given to help the patient relax.
        Immunosuppressants are usually held for one dose before joint replacement.
        Do not take erectile dysfunction drugs for 48 hours before the nuclear stress test.
        Use your asthma spray as usual unless you have been told to pause it.
        A mild oral sedative can be offered to anxious patients.
        Bowel cleansing with a prescribed laxative on the evening before
        Patients on insulin may have to change the timing of their injections.
        Blood-pressure pills can be swallowed with a little water.
        Numbing gel is rubbed on the gum a few minutes beforehand.
        Weight-loss injections such as semaglutide are paused for a week.
        Ask which of your daily medications you may keep taking.
        Medication Review: Certain medicines may have to be adjusted.
        Discuss all current medications with the prescribing doctor.
        Antibiotic prophylaxis is given within an hour of the incision.
        Stop hormone replacement therapy a month in advance, if advised.
        Use the prescribed eye drops for three days before cataract surgery.
    """,
    "tests": """
        Urine culture
        Blood count
        A blood test and a tuberculosis check are done before the first dose.
        Pre-procedure imaging or diagnostic tests might be needed to pinpoint the target area.
        Preoperative laboratory work is drawn within 30 days of surgery.
        An electrocardiogram may be requested for patients over 50.
        Physical examination and review of the heart and lungs
        A kidney function test (creatinine) is needed before contrast is injected.
        Panoramic radiographs and a cone beam scan help to plan the position of the implant.
        A baseline assessment of strength and range of motion is carried out.
        The residual limb is measured and a plaster cast is taken.
        Complete blood count, clotting studies
        Sputum sample
        Review of imaging studies such as MRI or CT scans.
        Pregnancy test for women of childbearing age
        Hearing is evaluated by an audiologist in advance.
        Patients undergo a psychological evaluation before the implant.
        Echocardiography to assess heart function
        Blood type and cross-match
        A Doppler study of the neck vessels is done to plan the access.
        Colposcopy findings and the last Pap smear are reviewed.
        Dental clearance and carotid imaging
        Vision and eye pressure are checked, and the pupil is dilated.
        Hemoglobin and ferritin levels
        Genetic counseling and a blood draw may come first.
        The wound is photographed, measured, and swabbed for culture.
        Nerve conduction studies and an MRI of the neck may be reviewed first.
        The dentist takes bitewing radiographs.
        Screening for hepatitis and HIV
        A cardiologist may need to clear the patient for anesthesia.
        Lung function testing is done in smokers.
        A urine sample is checked to exclude infection.
        The spine is assessed with standing X-rays.
        Preoperative tests may include blood work, an EKG, and chest imaging.
        A fitting session with measurements of the limb is held.
        An audiometric evaluation confirms the degree of hearing loss.
        The doctor performs a thorough physical examination and reviews earlier scans.
        Swabs for resistant bacteria
        Lab tests to check clotting and kidney function
    """,
    "transport": """
        You will need a responsible adult to accompany you home.
        Because of the sedation you cannot drive yourself home; plan for a taxi.
        Someone should come with you because your vision will be blurred.
        Patients should arrange transportation since driving is not permitted afterwards.
        Line up a friend to pick you up after the infusion.
        Patients are not permitted to drive after sedation and need somebody to bring them home.
        Arrange for a family member to collect you.
        Because of the sedative, patients should plan for somebody to take them home.
        Ride home: must be arranged in advance
    """,
    "consent": """
        The surgeon explains the risks and obtains written informed consent.
        A parent or guardian has to sign the permission form.
        Written agreement to the operation is obtained after the risks have been discussed.
        You will be asked to sign an agreement after the benefits and dangers have been explained.
        Informed consent is obtained.
    """,
    "records": """
        Bring earlier x-rays and reports.
        Share your complete medical history, including earlier operations.
        Let the doctor know if you are or might be pregnant.
        Bring a photo ID and your insurance card.
        Previous mammograms should be brought along for comparison.
        A prescription or referral from the physician may be required by the insurer.
        Please fill in the questionnaire and bring it with you.
        Bring a list of all current medications.
        The provider reviews the patient's medical records and earlier imaging.
        Bring the spectacles prescription from your optician.
        Provide details of previous surgeries and any bleeding problems.
        The insurer's prior authorization is obtained by the office.
        Have your vaccination booklet and insurance details ready.
        Disclose any history of keloid scarring.
        Let the staff know about claustrophobia or kidney disease.
        A physician's order must be on file before the equipment is delivered.
        A full medical history, including heart and lung disease, is taken.
        Tell the doctor about bleeding disorders or recent infections.
        Bring your medication list and hospital discharge letter.
        Complete the intake forms online before you come.
    """,
    "devices": """
        Take off all rings, watches, and piercings.
        Leave jewelry and other valuables at home.
        Dentures and hearing aids are taken out before you go to the operating room.
        Tell the technologist if you have a pacemaker, aneurysm clips, or cochlear implants.
        All metal objects must be left outside the MRI room.
        Stop wearing hard contact lenses two weeks before the measurement.
        Bring your wheelchair and any braces that you use.
        Take out tongue studs and remove hair clips before the head scan.
        Have the implant card of your defibrillator at hand.
        Hairpins, belts, and keys go into a locker.
        Switch the insulin pump to its safe mode and tell the radiographer about it.
        Glasses may be worn until the last minute, but lenses must be taken out.
        Remove jewelry, hearing aids, and anything metallic.
        Inform the team about any implanted devices such as pacemakers.
    """,
    "clothing": """
        Wear clothes without zippers or metal buttons.
        Loose, comfortable clothing that fits over a bulky dressing is best.
        You will be asked to change into a hospital gown.
        Choose a shirt with sleeves that roll up easily.
        Comfortable shoes and athletic clothes are recommended for the therapy session.
        Wear a dark T-shirt, as the dye can stain.
        Dress in layers, since the room may be cool.
        Short sleeves make it easier to reach the upper arm.
        Avoid tight waistbands; track pants are ideal.
        The patient undresses from the waist up.
        Patients are advised to wear loose pants and slip-on shoes.
        You may be given a gown to put on.
    """,
    "hygiene": """
        Do not put cream or oil on the arms on the day of the test.
        Bathe with chlorhexidine soap the night before and the morning of surgery.
        Nail polish and artificial nails need to be removed.
        Do not shave the surgical area yourself.
        Avoid deodorant, talcum powder, or lotion under the arms on the day of the mammogram.
        Clean your teeth and rinse with mouthwash just before you come in.
        Come without any eye makeup or face cream.
        The skin of the back should be free of ointment and creams.
        The skin over the puncture site is cleaned with an antiseptic and covered with sterile drapes.
        The scalp hair is washed the night before, without conditioner or hair spray.
        Keep the feet clean and dry, and remove any dressings or lotion.
        Remove earwax or debris from the ear canal.
        The beard may have to be shaved so that the mask seals.
        Skin folds are washed with antibacterial wipes.
        Make sure the skin is clean, dry, and free from lotion.
        The treatment area should be shaved the day before.
        Refrain from using perfume or hairspray.
    """,
    "hydration": """
        Drink four glasses of water an hour before the ultrasound and do not empty your bladder.
        A full bladder is needed for the pelvic scan.
        Drinking water beforehand makes the veins easier to find.
        Stay well hydrated in the days before the donation.
        Have a couple of glasses of water so that the bladder is comfortably full.
        Drinking plenty the evening before helps with the blood draw.
        Drink water as usual, since good hydration helps.
    """,
    "diet": """
        Follow a low-fiber diet for three days before the examination.
        Eat a normal breakfast unless sedation is planned.
        Eat iron-rich foods in the weeks before giving blood.
        Cut down on gas-forming vegetables such as beans and cabbage two days before.
        A liver-shrinking diet is followed for two weeks before bariatric surgery.
        Have a balanced meal two hours before plasma donation.
        Cut out red meat and beets for three days before the stool test.
        Eat lightly on the day of the therapy session.
    """,
    "positioning": """
        The patient sits fully upright.
        You will lie on your back on a padded table with your arms above your head.
        Patient is placed in the prone position with a pillow under the abdomen.
        The child is seated on a parent's lap.
        The patient bends forward over a table so that the spaces between the ribs open.
        You are helped onto your left side with knees drawn up to the chest.
        The patient will be positioned face down on the X-ray table.
    """,
    "arrival": """
        Check in at the admissions desk two hours before your scheduled time.
        Plan to arrive 30 minutes prior to the appointment to complete registration.
        Come to the day surgery unit at 7 am.
        Please be at the clinic a quarter of an hour before the session starts.
        Allow extra time for parking and registration.
        Arrive early to fill out paperwork.
        Report to admissions one hour ahead.
    """,
    "preparation_at_home": """
        Prepare your home by removing loose rugs and setting up a bed on the ground floor.
        Arrange for help with children and pets during the first week.
        Plan to take two weeks off work.
        Get a good night's sleep before the donation.
        Stock the freezer and ask someone to look after the dog.
        Move things you use often to waist height before shoulder surgery.
        Make sure there is somebody at home to help you for the first few nights.
        Clear a path for the wheelchair at home.
        Arrange time away from work and help with household chores.
    """,
    None: """
        The wound is checked for leftover dressing material.
        No special preparation is required.
        Patients should feel free to ask questions.
        An intravenous line is placed in the arm.
        The operating team confirms the correct side.
        Little preparation is needed for this service.
        Avoid strenuous exercise for a day beforehand.
        The area is marked with a pen.
        The nurse explains what will happen.
        Set realistic goals together with the therapist.
        The machine is calibrated and the tubing is checked for leaks.
        Preparation depends on the type of procedure.
        Ask how many treatments you will need.
        Write down your questions in advance.
        Empty your bladder.
        The therapist discusses your goals.
        The monitor pads are stuck to the chest.
        No specific preparation is needed.
        Patients should understand how the device works.
        The insertion site is numbed.
        Preparation is minimal.
    """,
}

RECOVERY: dict[str | None, str] = {
    "warning_signs": """
        Call at once if the breath becomes short.
        Call us if the skin around the wound turns red or hot.
        Fluid soaking through the bandage
        Contact your surgeon if you develop chills, a temperature above 38 °C, or pus.
        Heavy bleeding, severe abdominal pain, or dizziness needs immediate medical attention.
        Go to the emergency department if you have chest pain.
        Seek help if swelling in the calf increases.
        Watch for signs of infection such as redness, warmth, or drainage.
        Tell your doctor if numbness lasts longer than a day.
        Let us know right away when the cast feels too tight.
        Sudden loss of vision
        Worsening pain that tablets do not relieve should be reported.
        Phone the ward if the drain falls out.
        Ring the helpline if the stoma turns dark or stops working.
        A racing heartbeat, confusion, or fainting should prompt a call to your doctor.
        If bleeding does not stop after ten minutes of pressure, go to the nearest hospital.
        Persistent hoarseness for more than three weeks must be checked by your surgeon.
        Increasing calf swelling or breathlessness
        Contact the center promptly about any leaking fluid.
        Get medical help immediately if your speech becomes slurred.
        If you notice pus or a bad smell, contact the practice.
        Inability to pass water for eight hours
        Any change in the color of the toes should be reported straight away.
        Fever, chills, or increasing redness around the port
        Blurred vision that lasts more than a day needs a check by an ophthalmologist.
        Patients should watch for fever, redness, or worsening pain and contact their provider.
        Report side effects such as a rash or swelling of the face to the healthcare provider.
        Signs of infection: redness, warmth, pus
        See a doctor urgently if you cannot move the foot.
        Come back immediately if the baby feeds poorly.
    """,
    "driving": """
        You'll be unable to drive for a day.
        You should not drive or operate machinery for the rest of the day.
        Driving is allowed once you can brake safely without pain.
        A friend or relative must take you home.
        Because of the dilating drops, driving is not possible for about four hours.
        You won't be able to drive for six weeks after the hip replacement.
        Ask your insurer when you may get back behind the wheel.
        Avoid driving until the neck can be turned without pain.
        Somebody else has to do the driving on the way back.
        Patients should not drive while taking opioid pain medicine.
        Arrange a ride, because driving is unsafe after sedation.
    """,
    "follow_up": """
        The written report is discussed at a follow-up visit.
        A second visit is planned after four weeks.
        Follow-up appointments may be needed to assess the effectiveness.
        Your first check-up is scheduled for 10 days after surgery.
        The sutures are removed by your family doctor after seven to ten days.
        Biopsy results will be available within a week.
        Regular visits to the prosthetist are necessary to adjust the socket.
        Repeat imaging in six months
        The pathologist's findings are sent to your physician, who will talk them over with you.
        Several sessions may be scheduled at intervals of four weeks.
        Return to the clinic in two days to have the skin test read.
        The hearing aid is fine-tuned at later appointments.
        The ear tubes are checked every six months.
        You will be given an appointment to have your clips removed.
        Lab work is drawn weekly to watch drug levels.
        Histology takes about a week; the doctor will phone you with the outcome.
        An x-ray in six weeks shows whether the bone has knit.
        Further injections can be given at monthly intervals if the first helps.
        An audiologist re-checks the hearing after a month.
        Stitches come out after ten days.
        The provider will go over the results with you in a week or two.
        Schedule a return appointment for the second dose.
        Follow-up visits are scheduled to check the fit of the brace.
        Periodic adjustments by the orthotist may be required as the child grows.
        Lab tests are repeated every three months.
        The stitches will be taken out at 14 days.
        You will see the surgeon again in two weeks.
    """,
    "observation": """
        The baby is watched closely in the new unit.
        Stay for 20 minutes so that we can watch for a reaction.
        Patients are usually observed for a short period post-procedure.
        Patients are monitored in the recovery room until they are fully awake.
        Vital signs are checked every 15 minutes for an hour.
        Expect a hospital stay of three to five days.
        Most people go home on the same day.
        You will be kept under observation for two hours after the biopsy.
        A responsible adult should stay with you for the first 24 hours.
        The patient is moved to the intensive care unit after the operation.
        The nurse checks the puncture site for bleeding.
        Blood sugar and heart rhythm are tracked on the ward overnight.
        The child can go home once she is drinking and fully alert.
        Patients spend one to two nights in hospital.
        The heart rate and oxygen level are followed until you are alert.
        You remain at the clinic for half an hour in case of a reaction.
        After the sheath is pulled, patients stay in the ward for six hours.
        You can usually leave shortly after the scan.
        Patients are usually monitored for 30 minutes for adverse reactions.
        Discharge on the same day is typical.
        Blood pressure and pulse are taken at regular intervals until you are awake.
        Some patients stay in the hospital for one night.
    """,
    "pain_management": """
        Mild soreness in the treated muscle is common for a day or two.
        Over-the-counter pain relievers such as acetaminophen can be taken.
        Apply ice packs for 15 minutes at a time to reduce swelling.
        Avoid aspirin for pain, since it can cause bleeding; use paracetamol instead.
        A warm compress eases discomfort in the arm.
        Some cramping may occur and can be treated with ibuprofen.
        Pain is controlled with a pump during the first two days.
        A hot-water bottle on the belly soothes the cramps.
        Expect a dull ache in the jaw for about a week; simple painkillers are enough.
        Bruised ribs hurt when you cough; hug a pillow to your chest.
        Paracetamol usually suffices for the aching.
        The injection site may be tender for two days.
        Frozen peas wrapped in a towel relieve swelling.
        Mild pain at the injection site can be eased with a cold compress.
        Sore throat is common for two days and responds to lozenges.
        Over-the-counter painkillers are usually enough.
    """,
    "wound_care": """
        Don't pick at the scabs.
        Leave the dressing in place until your next visit.
        You may leave the bandage off after two days.
        Keep the incision clean and covered.
        The dressing can be taken off the next morning.
        Rinse gently with warm salt water after every meal, starting the day after the extraction.
        Don't scratch or peel the treated skin.
        Apply petroleum jelly to the biopsy site twice daily.
        The splint has to be worn at night for six weeks.
        Protect the treated skin from the sun with a high factor sunscreen.
        Keep the plaster cast dry.
        Press firmly on the puncture site for five minutes.
        Empty the drain twice a day and write down the amount.
        Wear the compression garment day and night for four weeks.
        Steri-strips will fall off on their own.
        Dab the stitches with antiseptic ointment every evening.
        Change the pad when it is soaked.
        Leave the paper strips alone until they curl up.
        The brace stays on around the clock except for washing.
        Pat the cut dry after washing.
        A fresh dressing is put on every other day.
        Keep sand and dirt away from the healing skin.
        Massage the scar with cream from the third week.
        Keep the surgical boot on when you stand up.
        The bandage should remain in place for at least a day.
        Check the incision daily and keep it dry.
        Wear the brace as directed, typically 23 hours a day.
        Wash the site gently with mild soap.
    """,
    "bathing": """
        Keep the wrap dry in the shower.
        You may shower after 48 hours but should not soak in a bathtub.
        No swimming or hot tubs until the incisions have closed.
        Take only sponge baths until the cord stump is dry.
        Do not wash your hair for a week.
        Saunas should be avoided for two weeks.
        Baths and the sea are off limits until the scabs have gone.
        Cover the cast with a plastic bag when you take a shower.
        Stay out of the pool for ten days.
        A quick shower is fine from the second day.
        Avoid baths, swimming, and hot tubs for two weeks.
        You can take a shower the day after surgery.
    """,
    "medication": """
        Take the tablets after eating.
        Finish the full course of antibiotics.
        Resume your regular medications unless told otherwise.
        Anticoagulants can be restarted the following evening.
        Use the steroid eye drops as directed.
        A stool softener may be recommended.
        Blood thinners for four weeks prevent clots.
        Lifelong anti-rejection drugs are needed.
        Hormone tablets have to be taken for life after the thyroid is removed.
        Use a nasal steroid spray twice a day.
        Restart aspirin after five days.
        Insert one suppository each night.
        Blood-thinning injections are given for 10 days.
        You may take your usual tablets straight afterwards.
        Take all medications as prescribed.
        Blood thinners may be restarted after a day or as advised.
    """,
    "return_to_work": """
        Patients can return to work right away.
        Most patients are back at work within a week.
        Children may go back to school after two days.
        Desk jobs can be resumed after 3 days, manual labor after six weeks.
        Take a few days off work.
        Office workers are usually fit for work after a week.
        Plan on missing about five days of school.
        Teachers and nurses often need two weeks before going back to their jobs.
        Your child can go back to nursery the next day.
        Time off work varies from a few days to six weeks.
        Most people return to work the next day.
    """,
    "activity": """
        Normal activities can be resumed at once.
        Keep the arm moving.
        Practise at home for ten minutes twice a day.
        Avoid strenuous activities for a few days.
        Light walking is encouraged from the first evening.
        Nothing heavier than a gallon of milk should be lifted for six weeks.
        Physical therapy usually begins within a few days of surgery.
        Do not bend over or strain for two weeks.
        Contact sports are off limits for three months.
        Patients may resume normal activities immediately.
        Crutches are used until full weight can be put on the leg.
        Sexual intercourse should be avoided for two weeks.
        Gentle range-of-motion exercises prevent stiffness.
        Gradually increase your activity level over the next weeks.
        Tennis and skiing have to wait for four months.
        Get up and walk the corridor every couple of hours.
        Squeeze a soft ball ten times an hour.
        Gardening and housework should wait until the second week.
        Do the breathing exercises ten times every hour.
        Sit up in a chair and take short walks on the first day.
        Strenuous exercise and heavy lifting should be avoided for a week.
        Patients can usually resume their daily activities right after the injection.
        Rehabilitation with a physical therapist restores strength.
        Avoid crossing your legs or bending the hip past 90 degrees.
    """,
    "rest": """
        Rest is recommended for the remainder of the day.
        Stay in bed until the next morning.
        Take it easy for a day or two.
        Keep the foot elevated on two pillows as much as possible.
        Bed rest for six hours
        Sleep on your back for the first week.
        Patients should remain lying down for an hour to avoid a headache.
        Nap when you feel tired.
        Prop the arm on a cushion above heart level.
        Put your feet up for the rest of the afternoon.
        Rest and avoid strenuous tasks for the first day.
        The leg should be kept raised when sitting.
    """,
    "hydration": """
        Increase your fluid intake to flush the contrast out of the kidneys.
        Drink at least eight glasses of water daily.
        Staying hydrated helps the bladder to clear.
        Two to three liters of fluid a day help to flush out fragments.
        Sip water often.
        Drinking extra fluids helps to clear the dye.
    """,
    "diet": """
        Avoid coffee, tea, and red wine for 24 hours.
        Start with water and light food.
        Begin with clear liquids and advance to solid foods as tolerated.
        Avoid spicy or hot foods while the mouth is numb.
        Alcohol should be avoided for 24 hours.
        A high-fiber diet prevents straining.
        You can eat and drink normally as soon as the throat is no longer numb.
        Sip broth first, then try yoghurt and mashed potatoes.
        Chew on the other side for a day.
        Small, frequent meals are easier to digest.
        A soft diet is advised for the first week.
        Return to your usual diet gradually.
    """,
    "time": """
        Complete recovery may take three to six months.
        There is no downtime.
        Bruising usually disappears within ten days.
        The numbness wears off after two to four hours.
        Results are visible after about two weeks.
        It takes about six weeks for the bone to knit.
        Swelling settles over six to twelve months.
        The tingling goes away by itself within an hour.
        Recovery is generally quick, and most effects fade within a day.
        Full benefit may take up to two weeks.
    """,
    None: """
        Do not smoke while the graft takes.
        No special aftercare is required.
        Avoid blowing your nose.
        Keep the device charged.
        Some patients feel emotional.
        The equipment is returned by post.
        Wear a medical alert bracelet.
        Most people are glad that they had it done.
        The implant feels natural with time.
        Batteries are replaced once a year.
    """,
}

LABEL = re.compile(r"([^:.]{2,40}): (.+)")


def lines(block: str) -> list[str]:
    """The sentences of a block, one a line."""
    return [line.strip() for line in block.splitlines() if line.strip()]


def cases(table: dict[str | None, str]) -> list[tuple[str, str | None]]:
    """All sentences with their topics."""
    return [(line, topic) for topic, block in table.items() for line in lines(block)]


def topic_of_line(topics: Table, line: str) -> str | None:
    """The topic of a line as written above: with its label, if it has one."""
    labelled = LABEL.fullmatch(line)
    return topic_of(topics, labelled[1], labelled[2]) if labelled else topic_of(topics, None, line)


def phrases(topics: Table) -> list[str]:
    """All phrases that tell a topic, as written."""
    return [phrase for topic in topics for phrase in (*topic.strong, *topic.words, *topic.weak)]


@pytest.mark.parametrize(("line", "topic"), cases(PREPARATION))
def test_preparation(line: str, topic: str | None) -> None:
    assert topic_of_line(PREPARATION_TOPICS, line) == topic


@pytest.mark.parametrize(("line", "topic"), cases(RECOVERY))
def test_recovery(line: str, topic: str | None) -> None:
    assert topic_of_line(RECOVERY_TOPICS, line) == topic


@pytest.mark.parametrize(("topics", "table"), [(PREPARATION_TOPICS, PREPARATION), (RECOVERY_TOPICS, RECOVERY)])
def test_every_topic_is_reached(topics: Table, table: dict[str | None, str]) -> None:
    found = {topic_of_line(topics, line) for line, _ in cases(table)}
    assert found == {None, *(topic.key for topic in topics)}


@pytest.mark.parametrize(
    ("label", "text", "topic"),
    [
        ("Follow-up", "No driving, no lifting.", "follow_up"),
        ("FOLLOW-UP", "", "follow_up"),
        ("Day 1", "Remove the bandage.", "wound_care"),
        ("First two weeks", "Do not lift anything heavy.", "activity"),
        ("Please note", "Drink plenty of water.", "hydration"),
        ("Please note", "There is nothing else.", None),
        (None, "", None),
    ],
)
def test_a_label_speaks_first_unless_it_says_little(label: str | None, text: str, topic: str | None) -> None:
    assert topic_of(RECOVERY_TOPICS, label, text) == topic


@pytest.mark.parametrize(
    "text",
    [
        "DON'T EAT BEFORE THE TEST.",
        "Don\u2019t eat before the test.",
        "do not\u00a0eat before the test",
        "You shouldn't\n      eat before the test.",
        "(Do not eat)",
    ],
)
def test_case_apostrophes_and_spaces_do_not_matter(text: str) -> None:
    assert topic_of(PREPARATION_TOPICS, None, text) == "fasting"


def test_a_strong_phrase_decides_then_the_first_of_equals() -> None:
    assert topic_of(PREPARATION_TOPICS, None, "Tell us about tablets and allergies.") == "allergies"
    assert topic_of(PREPARATION_TOPICS, None, "Metal stays outside; wear loose clothes.") == "devices"
    assert topic_of(PREPARATION_TOPICS, None, "Wear loose clothes; metal stays outside.") == "clothing"


def test_words_inside_other_words_do_not_count() -> None:
    assert topic_of(PREPARATION_TOPICS, None, "The steadfast attestation of a pillow") is None
    assert topic_of(RECOVERY_TOPICS, None, "Priceless restitution of health care") is None


def test_keys_are_the_closed_lists() -> None:
    assert [topic.key for topic in PREPARATION_TOPICS] == [
        "fasting",
        "smoking",
        "allergies",
        "medication",
        "tests",
        "transport",
        "consent",
        "records",
        "devices",
        "clothing",
        "hygiene",
        "hydration",
        "diet",
        "positioning",
        "arrival",
        "preparation_at_home",
    ]
    assert [topic.key for topic in RECOVERY_TOPICS] == [
        "warning_signs",
        "driving",
        "follow_up",
        "observation",
        "pain_management",
        "wound_care",
        "bathing",
        "medication",
        "return_to_work",
        "activity",
        "rest",
        "hydration",
        "diet",
        "time",
    ]


@pytest.mark.parametrize("topics", BOTH)
def test_no_phrase_stands_twice(topics: Table) -> None:
    assert [phrase for phrase, count in Counter((*phrases(topics), *NOT_A_TOPIC)).items() if count > 1] == []


@pytest.mark.parametrize("topics", BOTH)
def test_phrases_have_the_shape_that_the_matcher_expects(topics: Table) -> None:
    shape = re.compile(r"\(?[a-z0-9](?:[a-z0-9 |()*#']|(?<= )\.\.\.?(?= ))*[a-z0-9)*#]")
    wrong = [phrase for phrase in (*phrases(topics), *NOT_A_TOPIC) if not shape.fullmatch(phrase) or "  " in phrase]
    assert wrong == []


@pytest.mark.parametrize("topics", BOTH)
def test_every_plain_phrase_tells_its_topic(topics: Table) -> None:
    plain = re.compile(r"[a-z0-9 ]+\*?")
    missed = [
        (topic.key, phrase, found)
        for topic in topics
        for phrase in (*topic.strong, *topic.words, *topic.weak)
        if plain.fullmatch(phrase) and (found := topic_of(topics, None, phrase.rstrip("*"))) != topic.key
    ]
    assert missed == []
