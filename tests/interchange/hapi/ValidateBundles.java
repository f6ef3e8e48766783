import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport.IssueSeverity;
import ca.uhn.fhir.validation.FhirValidator;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;

/** HAPI's instance validator over FHIR R4 bundles: one line an issue, "severity TAB file TAB place TAB message". */
public class ValidateBundles {
  public static void main(String[] paths) throws Exception {
    FhirContext context = FhirContext.forR4();
    UnknownCodeSystemWarningValidationSupport unknown = new UnknownCodeSystemWarningValidationSupport(context);
    // SNOMED CT, LOINC and our own scheme are not in HAPI's packages: it cannot say whether their codes exist.
    unknown.setNonExistentCodeSystemSeverity(IssueSeverity.WARNING);
    FhirValidator validator = context.newValidator();
    validator.registerValidatorModule(
        new FhirInstanceValidator(
            new ValidationSupportChain(
                new DefaultProfileValidationSupport(context),
                new CommonCodeSystemsTerminologyService(context),
                new InMemoryTerminologyServerValidationSupport(context),
                unknown)));
    for (String path : paths) {
      String file = Path.of(path).getFileName().toString();
      validator
          .validateWithResult(Files.readString(Path.of(path)))
          .getMessages()
          .forEach(
              issue ->
                  System.out.println(
                      String.join(
                          "\t",
                          issue.getSeverity().getCode(),
                          file,
                          String.valueOf(issue.getLocationString()),
                          issue.getMessage().replaceAll("\\s+", " "))));
      System.out.println("validated\t" + file + "\t\t");
    }
  }
}
